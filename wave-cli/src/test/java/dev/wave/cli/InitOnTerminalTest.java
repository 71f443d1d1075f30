package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `wave init` as it asks a person: `tmux` is terminal and keyboard. Claude Code is a script that tells its version.
class InitOnTerminalTest {
    private static final String FIRST =
            "Claude Code is installed. Let it do the work, with your key? It may cost; no: a stand-in that costs nothing [y/N]";

    @TempDir
    Path temp;

    private Path project;
    private Tmux tmux;

    @BeforeEach
    void terminal() throws Exception {
        Tmux.assumeInstalled();
        project = Files.createDirectories(temp.resolve("shop"));
        Files.writeString(project.resolve("package.json"), "{\"scripts\": {\"test\": \"node --test\"}}\n");
        var claude = Files.createDirectories(temp.resolve("bin")).resolve("claude");
        Files.writeString(claude, "#!/bin/sh\necho '2.1.197 (Claude Code)'\n");
        assertThat(claude.toFile().setExecutable(true)).isTrue();
        Files.writeString(temp.resolve("wave.sh"), """
                exec env -i TERM="$TERM" LC_ALL=C.UTF-8 HOME='%s' PATH='%s:%s' ANTHROPIC_API_KEY=none \\
                  '%s' -XX:TieredStopAtLevel=1 -Djdk.console=java.base --enable-native-access=ALL-UNNAMED -cp '%s' \\
                  dev.wave.cli.Main "$@"
                """.formatted(
                        temp.resolve("home"),
                        claude.getParent(),
                        System.getenv("PATH"),
                        ProcessHandle.current().info().command().orElseThrow(),
                        System.getProperty("java.class.path")));
        tmux = new Tmux(temp.resolve("tmux"), project, 130, 30);
        tmux.type("PS1='$ '; stty -g > ../modes; clear", "Enter");
        tmux.type("clear; sh ../wave.sh init; echo it ended with $?", "Enter");
        tmux.await(FIRST);
    }

    @AfterEach
    void close() {
        if (tmux != null) {
            tmux.close();
        }
    }

    @Test
    void asks_two_questions_and_says_what_to_try_next() throws IOException {
        tmux.type("y", "Enter");
        tmux.await("Which command tests this project?");
        tmux.type("npm run check", "Enter");
        tmux.await("it ended with");

        assertThat(screen()).isEqualTo("""
                %s y
                Which command tests this project? [npm test] npm run check
                wrote wave.yaml, .wave/demo-agent.yaml, .wave/contracts/findings.schema.json, .wave/.gitignore
                no git repository; runs work all the same, and `git init` lets you look at what they change
                tested by `npm run check`: a contract in wave.yaml, commented out
                agent: Claude Code, with your key
                next: wave plan · wave run --topic=readme · then put your own steps into wave.yaml
                it ended with 0
                $
                """.formatted(FIRST));
    }

    @Test
    void ctrl_c_at_a_question_leaves_the_folder_and_the_terminal_as_they_were() throws IOException {
        tmux.type("Enter");
        tmux.await("Which command tests this project?");
        tmux.type("C-c");
        tmux.await("it ended with 130");

        assertThat(screen()).isEqualTo("""
                %s
                Which command tests this project? [npm test] ^C
                it ended with 130
                $
                """.formatted(FIRST));
        assertThat(project).isDirectoryNotContaining(file -> !file.endsWith("package.json"));
        assertThat(temp.resolve("home/.config")).doesNotExist();
        tmux.type("clear; test \"$(stty -g)\" = \"$(cat ../modes)\" && echo the modes are the same", "Enter");
        LiveProject.await("the same modes", () -> tmux.screen().lines().anyMatch("the modes are the same"::equals));
    }

    @Test
    void ctrl_d_at_a_question_is_the_usual_answer_and_ends_its_line() {
        tmux.type("C-d");
        tmux.await("Which command tests this project?");
        tmux.type("C-d");
        tmux.await("it ended with 0");

        assertThat(screen()).startsWith("""
                %s
                Which command tests this project? [npm test]
                wrote wave.yaml,""".formatted(FIRST)).contains("agent: demo, a stand-in that costs nothing");
    }

    private String screen() {
        return tmux.screen().replaceAll("(?m) +$", "").stripTrailing() + "\n";
    }
}
