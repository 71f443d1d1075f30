package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.process.Programs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wave on a real terminal, with a person at its keyboard: `tmux` is both.
class TerminalTest {
    private static final String AGENT = """
            cat > /dev/null
            echo half > half.txt
            echo "$WAVE_STEP start" >> "$LEDGER"
            while :; do sleep 1; done
            """;

    private static final String PIPELINE = """
            name: long
            steps:
              - {id: work, persona: craftsman, task: "Work", artifacts: [{name: note, format: text}]}
            """;

    @TempDir
    Path temp;

    private LiveProject project;

    @BeforeEach
    void terminal() throws Exception {
        assumeTrue(
                Programs.find("tmux", System.getenv("PATH"), Path.of("/")).isPresent(),
                "tmux is not installed, so there is no terminal to try");
        project = new LiveProject(temp, AGENT, PIPELINE);
        tmux("new-session", "-d", "-x", "150", "-y", "40", "-c", project.root.toString(), "sh");
        type("PS1='$ '; stty -g > ../modes; clear", "Enter");
    }

    @AfterEach
    void close() throws Exception {
        if (project != null) {
            tmux("kill-server");
        }
    }

    private String tmux(String... words) throws Exception {
        var line = new ArrayList<>(List.of("tmux", "-S", temp.resolve("tmux").toString(), "-f", "/dev/null"));
        line.addAll(List.of(words));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void type(String... keys) throws Exception {
        var words = new ArrayList<>(List.of("send-keys", "-t", "0"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
    }

    private void run(boolean trusted) throws Exception {
        type(project.shellLine(trusted, "run") + "; echo it ended with $?", "Enter");
    }

    private String screen() {
        try {
            return tmux("capture-pane", "-p", "-J", "-t", "0");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitOnScreen(String text) {
        LiveProject.await(text, () -> screen().contains(text));
    }

    @Test
    void ctrl_c_cancels_and_leaves_the_terminal_as_it_was() throws Exception {
        run(true);
        project.awaitStarts(1);
        awaitOnScreen("work  started");

        type("C-c");

        awaitOnScreen("it ended with 130");
        assertThat(screen())
                .contains("cancelling; running steps are stopped")
                .containsPattern("work +failed +cancelled")
                .containsPattern("cancelled \\d+\\.\\d s")
                .contains("wave resume");
        assertThat(project.alive()).isEmpty();
        type("clear; test \"$(stty -g)\" = \"$(cat ../modes)\" && echo the modes are the same", "Enter");
        LiveProject.await("the same modes", () -> screen().lines().anyMatch("the modes are the same"::equals));
    }

    @Test
    void a_person_is_asked_before_commands_run_and_no_is_the_default() throws Exception {
        run(false);
        awaitOnScreen("[y/N]");

        type("Enter");

        awaitOnScreen("it ended with 2");
        assertThat(screen()).contains("nothing was run");
        assertThat(project.starts()).isEmpty();
    }
}
