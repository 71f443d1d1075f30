package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// How much of the machine's memory a process holds, as `/proc` has it.
final class Resident {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");
    private static final String SLEEP = "sleep 61.75";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Resident() {}

    /// A project whose run waits for a program that does nothing.
    static Path idleProject(Path temp) throws IOException {
        var project = Files.createDirectories(temp.resolve("idle"));
        Files.writeString(project.resolve("wave.yaml"), """
                pipeline:
                  name: idle
                  steps:
                    - {id: wait, run: %s, workspace: empty}
                """.formatted(SLEEP));
        return project;
    }

    /// What the run of such a project holds once it waits, in kilobytes. Ends it.
    static long ofIdleRun(Process run) throws IOException, InterruptedException {
        try {
            var deadline = Instant.now().plus(PATIENCE);
            while (run.descendants()
                    .noneMatch(
                            process -> process.info().commandLine().orElse("").endsWith(SLEEP))) {
                assertThat(run.isAlive()).isTrue();
                assertThat(Instant.now()).isBefore(deadline);
                TimeUnit.MILLISECONDS.sleep(10);
            }
            TimeUnit.SECONDS.sleep(1); // what follows the start of a program is over, too
            var found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + run.pid() + "/status")));
            assertThat(found.find()).isTrue();
            return Long.parseLong(found.group(1));
        } finally {
            run.destroy();
            assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }
}
