package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A secret's command may ask a person, who wants to be asked for a reason.
class SetupSecretTest {
    @TempDir
    Path temp;

    @Test
    void is_looked_up_when_the_setup_runs_and_not_when_what_it_made_is_there() throws Exception {
        var asked = temp.resolve("asked");
        var wave = new WaveInProcess(temp)
                .with("WAVE_TRUST", "1")
                .file("wave.yaml", """
                        secrets: {TOKEN: {command: [sh, -c, "echo asked >> ASKED; echo value-4711"]}}
                        steps:
                          - id: a
                            run: cat made more > .wave/out/r
                            workspace: {setup: {run: "echo $TOKEN | wc -c > made", sources: [pkg], secrets: [TOKEN]}}
                            deliverables: [r]
                        """.replace("ASKED", asked.toString()))
                .file("more", "1\n")
                .file("pkg", "p\n")
                .committed();

        var first = wave.wave("run");
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(Files.readString(asked)).isEqualTo("asked\n");

        var second = wave.file("more", "2\n").wave("run");
        assertThat(second.code()).as(second.all()).isZero();
        assertThat(second.out()).contains("a  succeeded");
        assertThat(Files.readString(asked)).isEqualTo("asked\n");
    }
}
