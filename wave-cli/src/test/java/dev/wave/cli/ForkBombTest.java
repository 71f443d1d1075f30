package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A step whose programs multiply and never stay the same: whoever looks for one finds its child.
@Timeout(120)
class ForkBombTest {
    private final String mark = "bomb-" + UUID.randomUUID();

    /// Doubles six times, so that this machine lives; then each of the 64 is followed by a child and ends, again and
    /// again, without the mark that Wave gave it, in a session of its own, and deaf to requests.
    private final String bomb = """
            trap '' TERM INT HUP
            follow() { sleep 0.2; follow & exit; }
            double() {
              if [ "$1" = 0 ]; then follow & exit; fi
              double $(($1 - 1)) & double $(($1 - 1)) & exit
            }
            double 6 &
            : %s
            """.formatted(mark);

    @TempDir
    Path temp;

    @Test
    void it_ends_with_its_attempt_and_the_run_goes_on_to_its_end() throws Exception {
        var project = new LiveProject(temp, ": no agent is needed", """
                name: bombed
                steps:
                  - id: bomb
                    run: env -i /usr/bin/setsid sh -c "$(cat bomb.sh)" & echo lit; sleep 1000
                    sandbox: required
                    timeout: 3s
                    retry: {max: 0}
                    optional: true
                  - {id: after, run: "echo fine > fine.txt", sandbox: required, dependencies: [bomb]}
                """);
        Files.writeString(project.root.resolve("bomb.sh"), bomb);
        assumeTrue(project.wave("doctor").out().matches("(?s).*sandbox: files +kept.*"), "there is no sandbox here");

        var process = project.start("run", "--format", "ndjson");
        LiveProject.await("the bomb", () -> left().size() >= 64);
        var run = project.end(process);

        assertThat(left()).isEmpty();
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).contains("\"kind\":\"timed_out\"");
        assertThat(run.out().lines().filter(line -> line.contains("step_finished")))
                .last()
                .asString()
                .contains("after");
        project.assertNothingIsLeft();
    }

    private List<String> left() {
        var left = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (var entry : entries) {
                if (line(entry).contains(mark)) {
                    left.add(entry.getFileName().toString());
                }
            }
        } catch (IOException _) {
            return left; // some end while one looks
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
