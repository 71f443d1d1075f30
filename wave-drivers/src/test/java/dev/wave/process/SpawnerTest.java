package dev.wave.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpawnerTest {

    @Test
    void a_program_that_dies_with_its_parent_outlives_the_thread_that_asked_for_it() throws Exception {
        assumeTrue(
                Programs.find("setpriv", System.getenv("PATH"), Path.of("/")).isPresent(), "setpriv is not installed");
        var task = new FutureTask<>(
                () -> Spawner.start(new ProcessBuilder("setpriv", "--pdeathsig", "KILL", "sh", "-c", "echo up; cat")));
        var thread = Thread.ofPlatform().name("asker").start(task);
        var process = task.get();
        assertThat(process.getInputStream().readNBytes(3)).asString().isEqualTo("up\n");
        thread.join();
        while (isThere("asker")) {
            Thread.onSpinWait(); // the kernel ends it a little later than Java
        }

        process.getOutputStream().write("still here".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.getInputStream().readAllBytes()).asString().isEqualTo("still here");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void what_cannot_be_started_is_told_to_who_asked() {
        assertThatThrownBy(() -> Spawner.start(new ProcessBuilder("no-such-program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program");
    }

    private static boolean isThere(String name) throws IOException {
        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (var thread : threads) {
                if (name(thread).equals(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException _) {
            return ""; // it ended meanwhile
        }
    }
}
