package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GitProgramTest {
    @TempDir
    Path temporary;

    @Test
    void stops_what_takes_too_long() throws IOException {
        try (var fixture = new GitFixture(temporary)) {
            assertThatThrownBy(() ->
                            sleeping(fixture).within(Duration.ofMillis(300)).run())
                    .isInstanceOf(GitFailed.class)
                    .hasMessageEndingWith("took longer than 0 s and was stopped");
            assertThat(sleepers()).isZero();
        }
    }

    @Test
    void stops_when_its_caller_is_interrupted() throws Exception {
        try (var fixture = new GitFixture(temporary)) {
            var seen = new AtomicReference<Throwable>();
            var caller = Thread.ofVirtual().start(() -> {
                try {
                    sleeping(fixture).run();
                } catch (GitFailed e) {
                    seen.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost", e));
                }
            });
            while (sleepers() == 0) {
                Thread.onSpinWait();
            }

            caller.interrupt();
            caller.join();

            assertThat(seen.get()).isInstanceOf(GitFailed.class).hasMessageEndingWith("was interrupted");
            assertThat(sleepers()).isZero();
        }
    }

    @Test
    void takes_much_input_and_gives_much_output_at_once() throws IOException {
        try (var fixture = GitFixture.repository(temporary, "a.txt")) {
            var text = "x".repeat(99) + "\n";
            var file = Files.writeString(temporary.resolve("many"), text.repeat(50_000));
            var git = fixture.program();

            var out = git.asUser(fixture.project, "-c", "alias.both=!cat; cat >&2 '" + file + "'", "both")
                    .input(file)
                    .run();

            assertThat(out.exit()).isZero();
            assertThat(out.bytes()).hasSize(5_000_000);
            assertThat(out.error().length()).isLessThanOrEqualTo(16 * 1024);
        }
    }

    private GitCommand sleeping(GitFixture fixture) {
        return fixture.program().asUser(fixture.project, "-c", "alias.wait=!exec sleep 3141", "wait");
    }

    private static long sleepers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.isAlive()
                        && process.info().commandLine().orElse("").contains("sleep 3141"))
                .count();
    }
}
