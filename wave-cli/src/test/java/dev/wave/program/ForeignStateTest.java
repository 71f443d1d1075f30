package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A project that was unpacked from an archive brings Wave's state with it, with results that somebody made up.
class ForeignStateTest {
    @TempDir
    Path temp;

    private WaveInProcess packed(boolean git) throws Exception {
        var theirs = new WaveInProcess(Files.createDirectories(temp.resolve("theirs")))
                .file("wave.yaml", "steps: [{id: a, run: echo made > .wave/out/r, deliverables: [r]}]\n");
        if (git) {
            theirs.committed();
        }
        assertThat(theirs.wave("run", "--trust").code()).isZero();
        return theirs;
    }

    private WaveInProcess unpacked(WaveInProcess theirs) throws Exception {
        var ours = new WaveInProcess(Files.createDirectories(temp.resolve("ours")));
        ours.sh("cp -a " + theirs.root() + "/. .");
        return ours;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void is_not_looked_into_before_a_person_takes_it_over(boolean git) throws Exception {
        var ours = unpacked(packed(git));

        for (var words : List.of(List.of("run", "--trust"), List.of("plan"), List.of("status"), List.of("show"))) {
            var refused = ours.wave(words.toArray(String[]::new));
            assertThat(refused.code()).as(words + refused.all()).isEqualTo(2);
            assertThat(refused.err())
                    .contains(git ? ".git/wave was not made" : ".wave/state was not made", "wave trust --state");
        }
        var taken = ours.wave("trust", "--state");
        assertThat(taken.code()).as(taken.all()).isZero();
        var ran = ours.wave("run", "--trust");
        assertThat(ran.out()).as(ran.all()).contains("a  reused");
    }

    @Test
    void is_used_in_ci_where_the_machine_is_the_sandbox() throws Exception {
        var ran = unpacked(packed(true)).with("WAVE_TRUST", "1").wave("run");

        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("a  reused");
    }

    @Test
    void with_the_id_of_a_state_that_is_known_by_name_only_it_is_foreign_too() throws Exception {
        var ours = unpacked(packed(false));
        var known = temp.resolve("ours/config/wave/states");
        Files.createDirectories(known);
        for (var id : List.of("", "../../../x", "0".repeat(100), "not an id")) {
            ours.file(".wave/state/id", id);
            assertThat(ours.wave("status").code()).isEqualTo(2);
        }
        Files.delete(ours.root().resolve(".wave/state/id"));
        assertThat(ours.wave("status").code()).isEqualTo(2);
    }

    @Test
    void of_ones_own_may_be_moved_and_copied() throws Exception {
        var ours = packed(true);
        ours.sh("cp -a . ../copy");

        var said = ours.waveIn(ours.root().resolveSibling("copy"), "run", "--trust");

        assertThat(said.out()).as(said.all()).contains("a  reused");
    }

    @Test
    void there_is_none_to_take_over() throws Exception {
        var ours = new WaveInProcess(temp).file("wave.yaml", "steps: [{id: a, run: x}]\n");

        assertThat(ours.wave("trust", "--state").all()).contains("this project has no state");
    }
}
