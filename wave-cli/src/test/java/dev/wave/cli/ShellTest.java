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

/// A person in the workspace of a failed step, at a real terminal: `tmux` is both.
class ShellTest {
    @TempDir
    Path temp;

    private LiveProject project;

    @BeforeEach
    void a_failed_step() throws Exception {
        assumeTrue(
                Programs.find("tmux", System.getenv("PATH"), Path.of("/")).isPresent(),
                "tmux is not installed, so there is no terminal to try");
        project = new LiveProject(temp, "", """
                name: failing
                steps:
                  - {id: work, sandbox: auto, network: ["127.0.0.1:9"], run: "echo half > half.txt; exit 3", retry: {max: 0}}
                """);
        var failed = project.wave("run", "--quiet");
        assertThat(failed.code()).as(failed.toString()).isEqualTo(1);
        tmux("new-session", "-d", "-x", "150", "-y", "40", "-c", project.root.toString(), "sh");
        type("PS1='outside$ '; stty -g > ../modes; clear", "Enter");
    }

    @AfterEach
    void close() throws Exception {
        if (project != null) {
            tmux("kill-server");
        }
    }

    @Test
    void is_where_the_programs_of_the_step_were_and_can_no_more() throws Exception {
        type(project.shellLine(true, "shell", "work") + "; echo it ended with $?", "Enter");
        awaitOnScreen("$ ");
        type(
                "clear; pwd; cat half.txt; id -u; ls " + project.root
                        + "/readme.txt; ls /root /home/wave; echo $HTTP_PROXY.",
                "Enter");
        type("ls /proc | grep -c '^[0-9]'; cat /proc/net/dev | wc -l; echo mended > half.txt; echo so far", "Enter");
        awaitLine("so far");
        assertThat(screen()).contains("/workspace\nhalf\n1000\n", "readme.txt': No such file", "\n.\n");

        type("clear; echo sleeping; sleep 1000", "Enter");
        awaitLine("sleeping");
        type("C-c");
        LiveProject.await(
                "the prompt", () -> screen().strip().endsWith("$")); // what is typed before may be thrown away
        type("echo still there; tty", "Enter");
        awaitLine("still there");
        assertThat(screen()).doesNotContain("not a tty", "job control");

        type("exit", "Enter");
        awaitOnScreen("it ended with 0");
        type("clear; test \"$(stty -g)\" = \"$(cat ../modes)\" && echo the modes are the same", "Enter");
        awaitLine("the modes are the same");
        type(
                "clear; "
                        + project.shellLine(
                                true, "accept", "work", "--from", "$(ls -d ../cache/wave/ws/*/step/*-work-1)"),
                "Enter");
        awaitOnScreen("work accepted: 1 file changed");
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

    private void awaitLine(String text) {
        LiveProject.await(text, () -> screen().lines().anyMatch(text::equals));
    }
}
