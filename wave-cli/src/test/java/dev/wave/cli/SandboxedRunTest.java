package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run in the sandbox whose process is killed or asked to end, and that is resumed. What its agent does is seen
/// by what it prints: nothing beside its workspace is there for it.
@Timeout(120)
class SandboxedRunTest {
    private final String mark = "sandboxed-" + UUID.randomUUID();

    /// The first attempt never ends, and hears of no request to; one of its programs has left its family, and all
    /// by what Wave would know it.
    private final String agent = """
            cat > /dev/null
            test ! -e "$LEDGER" && echo "begun $WAVE_ATTEMPT"
            echo half > half.txt
            if [ "$WAVE_ATTEMPT" = 1 ]; then
              trap '' TERM INT HUP
              setsid sh -c 'while :; do sleep 1; done; : %1$s' &
              ( env -i setsid sh -c 'while :; do sleep 1; done; : %1$s' & )
              while :; do sleep 1; done
            fi
            echo fine > "$WAVE_OUT/note.txt"
            """.formatted(mark);

    @TempDir
    Path temp;

    private LiveProject project;

    @BeforeEach
    void begin() throws Exception {
        project = new LiveProject(temp, agent, """
                name: contained
                steps:
                  - id: work
                    persona: craftsman
                    task: Work
                    sandbox: required
                    artifacts: [{name: note, format: text}]
                """);
        assumeTrue(project.wave("doctor").out().matches("(?s).*sandbox: files +kept.*"), "there is no sandbox here");
    }

    @Test
    void one_that_is_killed_leaves_no_process_and_is_resumed() throws Exception {
        var run = begun();

        run.destroyForcibly().waitFor();

        LiveProject.await("the end of all its processes", () -> left().isEmpty());
        assertIsResumed();
    }

    @Test
    void one_that_is_interrupted_leaves_no_process_and_is_resumed() throws Exception {
        var run = begun();

        new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();

        assertThat(project.end(run).code()).isEqualTo(130);
        assertThat(left()).isEmpty();
        assertIsResumed();
    }

    private Process begun() throws IOException {
        var run = project.start("run", "--format", "ndjson");
        LiveProject.await(
                "the agent and its programs",
                () -> logs().contains("begun 1")
                        && left().stream()
                                        .filter(line -> line.contains("sh -c while"))
                                        .count()
                                >= 2);
        assertThat(left()).anyMatch(line -> line.contains("bwrap"));
        return run;
    }

    private void assertIsResumed() throws Exception {
        var resumed = project.wave("resume");

        assertThat(resumed.code()).as(resumed.toString()).isZero();
        assertThat(logs()).contains("begun 2");
        assertThat(project.made()).first().asString().startsWith("work note ");
        assertThat(resumed.out()).contains("sandboxed");
        assertThat(left()).isEmpty();
        project.assertNothingIsLeft();
    }

    private String logs() {
        try {
            return project.wave("logs", "work").out();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The living processes whose words name the mark or the folder of the workspaces: `bwrap` and its keepers, too.
    private List<String> left() {
        var left = new ArrayList<String>();
        var workspaces = project.beside("cache").toString();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (var entry : entries) {
                var line = line(entry);
                if (line.contains(mark) || line.contains(workspaces)) {
                    left.add(entry.getFileName() + " " + line.replace('\0', ' '));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return left;
    }

    private static String line(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return ""; // it is gone
        }
    }
}
