package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.process.Programs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Long text on a real terminal of 24 lines: `tmux` is terminal and keyboard.
class PagerTest {
    @TempDir
    Path temp;

    @BeforeEach
    void terminal() throws Exception {
        for (var program : List.of("tmux", "less")) {
            assumeTrue(
                    Programs.find(program, System.getenv("PATH"), Path.of("/")).isPresent(),
                    program + " is not installed");
        }
        var line = List.of(
                "exec",
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Djdk.console=java.base",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.wave.cli.Main",
                "\"$@\"");
        Files.writeString(temp.resolve("wave"), "unset LESS\n" + String.join(" ", line) + "\n");
        tmux("new-session", "-d", "-x", "90", "-y", "24", "-c", temp.toString(), "sh");
        type("unset PAGER; PS1='$ '; clear");
    }

    @AfterEach
    void close() throws Exception {
        tmux("kill-server");
    }

    private String tmux(String... words) throws Exception {
        var line = new ArrayList<>(List.of("tmux", "-S", temp.resolve("tmux").toString(), "-f", "/dev/null"));
        line.addAll(List.of(words));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void type(String line) throws Exception {
        tmux("send-keys", "-t", "0", line, "Enter");
    }

    private void press(String key) throws Exception {
        tmux("send-keys", "-t", "0", key);
    }

    private String pressed(String key) {
        try {
            press(key);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return screen();
    }

    private String screen() {
        try {
            return tmux("capture-pane", "-p", "-t", "0");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitOnScreen(String text) {
        LiveProject.await(text, () -> screen().contains(text));
    }

    @Test
    void what_is_longer_than_the_screen_is_read_screen_by_screen_and_left_early() throws Exception {
        type("sh wave help environment; echo it ended with $?");
        awaitOnScreen("environment – the variables that Wave reads and sets");
        LiveProject.await(
                "a prompt of the pager",
                () -> screen().lines().anyMatch(line -> line.strip().equals(":")));
        assertThat(screen()).doesNotContain("More: docs/reference/adapters.md");

        press("C-c");

        // less forgets the keys that it has not read yet when it hears of Ctrl-C
        LiveProject.await("an end", () -> pressed("q").contains("it ended with"));
        assertThat(screen()).contains("it ended with 0");
        assertThat(screen()).doesNotContain("Exception", "More: docs/reference/adapters.md");
    }

    @Test
    void what_fits_is_just_there() throws Exception {
        type(
                "sh wave help exit-codes | cat >/dev/null; clear; sh wave help nonsense; COLUMNS=100 sh wave help exit-codes"
                        + " --no-pager; echo it ended with $?");
        awaitOnScreen("it ended with 0");

        type("clear; PAGER='sed s/^/paged:/' sh wave help exit-codes; echo it ended with $?");
        awaitOnScreen("paged:exit-codes");
        awaitOnScreen("it ended with 0");

        type("clear; WAVE_PAGER=cat PAGER=false sh wave help exit-codes; echo it ended with $?");
        awaitOnScreen("exit-codes – what the exit codes mean");
        awaitOnScreen("it ended with 0");
    }
}
