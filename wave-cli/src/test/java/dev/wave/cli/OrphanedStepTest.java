package dev.wave.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.SandboxMode;
import dev.wave.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a step whose Wave was killed, before anybody resumes the run.
class OrphanedStepTest {
    private final String mark = "orphan-" + UUID.randomUUID();

    @TempDir
    Path temp;

    /// One stays with its parent, one leaves its session and one its family too, and one has even thrown away
    /// by what Wave would know it.
    @Test
    void in_the_sandbox_nothing_outlives_it_wherever_it_went() throws Exception {
        var cache = Files.createDirectories(temp.resolve("probe"));
        assumeTrue(Sandbox.find(cache, System.getenv(), List.of()).holds(SandboxMode.AUTO), "there is no sandbox here");

        assertDiesWithWave("auto", 4, """
                trap '' TERM HUP
                sh -c 'sleep 1000; : %1$s' &
                setsid sh -c 'sleep 1000; : %1$s' &
                ( ( env -i setsid sh -c 'sleep 1000; : %1$s' & ) & )
                exec sh -c 'trap "" TERM HUP; while :; do sleep 1; done; : %1$s'
                """.formatted(mark));
    }

    @Test
    void without_a_sandbox_the_program_itself_does_not_outlive_it() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");

        assertDiesWithWave("none", 1, "exec sh -c 'while :; do sleep 1; done; : %s'\n".formatted(mark));
    }

    private void assertDiesWithWave(String sandbox, int processes, String script) throws Exception {
        var folder = Files.createDirectory(temp.resolve("p"));
        var project = new LiveProject(folder, script, """
                steps: [{id: work, sandbox: %s, run: [sh, ./agent.sh]}]
                """.formatted(sandbox));
        var run = project.start("run", "--format", "ndjson");
        LiveProject.await("the step's processes", () -> alive().size() >= processes);

        run.destroyForcibly().waitFor();

        LiveProject.await("the end of " + alive(), () -> alive().isEmpty());
    }

    /// The processes of the step, by the last word of their script.
    private List<String> alive() {
        var alive = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (var entry : entries) {
                var line = line(entry);
                if (line.startsWith("sh\0-c\0") && line.contains(mark)) {
                    alive.add(entry.getFileName() + " " + line.replace('\0', ' '));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return alive;
    }

    private static String line(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return ""; // it is gone
        }
    }
}
