package dev.wave.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A terminal with a shell in it, and the person at its keyboard.
final class Tmux implements AutoCloseable {
    private final Path socket;

    /// @param socket a path where there is nothing
    Tmux(Path socket, Path folder, int columns, int rows) {
        this.socket = socket;
        tmux(
                "new-session",
                "-d",
                "-x",
                Integer.toString(columns),
                "-y",
                Integer.toString(rows),
                "-c",
                folder.toString(),
                "sh");
    }

    /// Skips a test where there is no tmux.
    static void assumeInstalled() {
        assumeTrue(
                Programs.find("tmux", System.getenv("PATH"), Path.of("/")).isPresent(),
                "tmux is not installed, so there is no terminal to try");
    }

    private String tmux(String... words) {
        var line = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString(), "-f", "/dev/null"));
        line.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Keys, by tmux's names for them, or text.
    void type(String... keys) {
        var words = new ArrayList<>(List.of("send-keys", "-t", "0"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
    }

    void resize(int columns, int rows) {
        tmux("resize-window", "-t", "0", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /// What is on the screen, lines joined that the terminal broke.
    String screen() {
        return tmux("capture-pane", "-p", "-J", "-t", "0");
    }

    /// What is on the screen, row by row.
    String rows() {
        return tmux("capture-pane", "-p", "-t", "0");
    }

    /// The same with its colours, as control sequences.
    String coloured() {
        return tmux("capture-pane", "-p", "-e", "-t", "0");
    }

    /// The whole scroll-back and the screen, lines joined that the terminal broke.
    String everything() {
        return tmux("capture-pane", "-p", "-J", "-S", "-", "-t", "0");
    }

    /// Whether the cursor is seen, lines are wrapped, and the cursor is in the first column.
    String state() {
        return tmux("display-message", "-p", "-t", "0", "#{cursor_flag} #{wrap_flag}")
                .strip();
    }

    /// Waits until that text is on the screen.
    void await(String text) {
        LiveProject.await(text, () -> screen().contains(text));
    }

    @Override
    public void close() {
        tmux("kill-server");
    }
}
