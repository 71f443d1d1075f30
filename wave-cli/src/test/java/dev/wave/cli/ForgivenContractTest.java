package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A contract with `must_pass: false` and retries: what counts is what the engine accepts in the end.
class ForgivenContractTest {
    private static final String AGENT = """
            echo "$WAVE_STEP start" >> "$LEDGER"
            cat > /dev/null
            [ "$WAVE_ATTEMPT" = 1 ] || [ -e "$FOLDER/never" ] || value=good
            echo "${value:-bad}" > "$WAVE_OUT/note.txt"
            [ "$WAVE_ATTEMPT" != 2 ] || [ -e "$FOLDER/never" ] || sleep 1000
            """;

    private static final String PIPELINE = """
            name: forgiven
            steps:
              - id: work
                persona: craftsman
                task: Work
                artifacts: [{name: note, format: text}]
                handover:
                  contract:
                    {type: command, command: grep -q good .wave/out/note.txt, on_failure: retry, max_retries: 1, must_pass: false}
            """;

    @TempDir
    Path temp;

    @Test
    void a_crash_does_not_accept_an_attempt_that_was_due_for_a_retry() throws Exception {
        var project = new LiveProject(temp, AGENT, PIPELINE);
        var run = project.start("run", "--format", "ndjson");
        awaitSecondAttempt(run.inputReader());
        project.awaitStarts(2);
        run.destroyForcibly().waitFor();

        assertThat(project.wave("resume").code()).isZero();

        assertThat(Files.readAllLines(project.ledger)).hasSize(3);
        project.wave("artifacts", "--export", "out");
        assertThat(project.root.resolve("out/work/note.txt")).hasContent("good");
    }

    @Test
    void an_accepted_result_is_used_by_the_next_run() throws Exception {
        var project = new LiveProject(temp, AGENT, PIPELINE);
        Files.createFile(project.beside("never"));
        assertThat(project.wave("run").code()).isZero();
        var starts = project.starts();

        assertThat(project.wave("run").code()).isZero();

        assertThat(project.starts()).isEqualTo(starts).containsEntry("work", 2);
    }

    private static void awaitSecondAttempt(BufferedReader lines) throws Exception {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains("\"attempt_started\"") && line.contains("\"attempt\":2")) {
                return;
            }
        }
        throw new AssertionError("there was no second attempt");
    }
}
