package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What shells are told when somebody presses the tabulator key. The shells themselves: `CompletionTest`.
class CompleterTest {
    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void project() {
        wave = new WaveInProcess(temp);
        wave.file("wave.yaml", """
                pipeline:
                  name: release
                  params: {feature: {enum: [login, "$(touch bad)", "; rm", "`id`"], description: "what\\tto do"}, deep: {type: boolean}}
                  steps: [{id: draft, run: "echo hi > NOTES.md"}]
                """);
    }

    private List<String> complete(String... words) throws Exception {
        var line = new java.util.ArrayList<>(List.of("complete"));
        line.addAll(List.of(words));
        var said = wave.wave(line.toArray(String[]::new));
        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        return said.out().lines().map(each -> each.replaceFirst("\t.*", "")).toList();
    }

    @Test
    void a_parameter_is_an_option_and_its_values_are_known() throws Exception {
        assertThat(wave.wave("complete", "run", "--fea").out()).isEqualTo("--feature=\twhat to do\n");
        assertThat(complete("run", "--deep=")).containsExactly("--deep=true", "--deep=false");
        assertThat(complete("run", "release", "-P", "")).containsExactly("feature=", "deep=");
        assertThat(complete("status", "--fea")).isEmpty();
    }

    @Test
    void nothing_that_means_something_to_a_shell_gets_onto_a_command_line() throws Exception {
        assertThat(complete("run", "--feature=")).containsExactly("--feature=login");
        assertThat(complete("run", "--feature", "")).containsExactly("login");
    }

    @Test
    void the_folder_that_the_line_names_is_looked_into() throws Exception {
        var elsewhere = Files.createDirectories(temp.resolve("elsewhere"));

        assertThat(wave.waveIn(elsewhere, "complete", "run", "").out()).isEmpty();
        assertThat(wave.waveIn(elsewhere, "complete", "-C", "../project", "run", "")
                        .out())
                .isEqualTo("release\t\n");
        assertThat(wave.waveIn(elsewhere, "complete", "run", "-C", "../project", "")
                        .out())
                .isEqualTo("release\t\n");
        assertThat(wave.waveIn(elsewhere, "complete", "run", "-C", "").out()).isEqualTo(":folders\t\n");
    }

    @Test
    void what_is_wrong_is_not_said() throws Exception {
        wave.file("wave.yaml", "steps: [");
        assertThat(complete("run", "")).isEmpty();
        assertThat(complete("run", "--only", "")).isEmpty();
        assertThat(complete("run", "-C", "nowhere", "")).isEmpty();
        assertThat(complete("rnu", "")).isEmpty();
        assertThat(complete()).contains("run", "help");
        assertThat(complete("run", "release", "more", "and", "more", "")).isEmpty();
        Files.writeString(wave.root().resolve("wave.yaml"), "café: 1", StandardCharsets.ISO_8859_1);
        assertThat(complete("run", "--")).contains("--only=").doesNotContain("--feature=");
    }

    @Test
    void nothing_is_written_and_nothing_of_the_project_is_run() throws Exception {
        wave.committed().with("WAVE_TRUST", "1");
        var run = wave.wave("run", "release", "--feature=login", "--deep=true");
        assertThat(run.code()).as(run.all()).isZero();
        wave.git("config", "core.fsmonitor", "touch " + temp.resolve("started") + "; false");
        var before = files();

        assertThat(complete("show", "")).containsExactly(run.run());
        assertThat(complete("why", "")).containsExactly("draft");

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void runs_of_a_project_below_the_top_of_a_repository_are_its_own() throws Exception {
        wave.file("über/wave.yaml", "steps: [{id: a, run: 'true'}]").committed().with("WAVE_TRUST", "1");
        var run = wave.waveIn(wave.root().resolve("über"), "run");
        assertThat(run.code()).as(run.all()).isZero();

        assertThat(wave.waveIn(wave.root().resolve("über"), "complete", "show", "")
                        .out())
                .startsWith(run.run() + "\t");
        assertThat(complete("show", "")).isEmpty();
    }

    /// Every file with the time it was changed.
    private String files() throws Exception {
        return wave.sh("find .. -printf '%p %T@ %s\\n' | sort");
    }
}
