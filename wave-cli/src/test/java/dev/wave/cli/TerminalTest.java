package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
    private Tmux tmux;

    @BeforeEach
    void terminal() throws Exception {
        Tmux.assumeInstalled();
        project = new LiveProject(temp, AGENT, PIPELINE);
        tmux = new Tmux(temp.resolve("tmux"), project.root, 150, 40);
        tmux.type("PS1='$ '; stty -g > ../modes; clear", "Enter");
    }

    @AfterEach
    void close() throws Exception {
        if (tmux != null) {
            tmux.close();
        }
    }

    private void run(boolean trusted) throws Exception {
        tmux.type(project.shellLine(trusted, "run") + "; echo it ended with $?", "Enter");
    }

    @Test
    void ctrl_c_cancels_and_leaves_the_terminal_as_it_was() throws Exception {
        run(true);
        project.awaitStarts(1);
        tmux.await("work  craftsman  1/2");

        tmux.type("C-c");

        tmux.await("it ended with 130");
        assertThat(tmux.screen())
                .contains("cancelling; running steps are stopped")
                .containsPattern("work +failed +cancelled")
                .containsPattern("■ long [0-9a-f]+ cancelled after \\d+\\.\\d s")
                .contains("wave resume");
        assertThat(project.alive()).isEmpty();
        tmux.type("clear; test \"$(stty -g)\" = \"$(cat ../modes)\" && echo the modes are the same", "Enter");
        LiveProject.await("the same modes", () -> tmux.screen().lines().anyMatch("the modes are the same"::equals));
    }

    @Test
    void a_person_is_asked_before_commands_run_and_no_is_the_default() throws Exception {
        run(false);
        tmux.await("[y/N]");

        tmux.type("Enter");

        tmux.await("it ended with 2");
        assertThat(tmux.screen()).contains("nothing was run");
        assertThat(project.starts()).isEmpty();
    }

    @Test
    void what_is_to_be_approved_is_readable_in_eighty_columns_and_ctrl_c_is_a_no() throws Exception {
        Files.writeString(project.root.resolve("wave.yaml"), """
                default_adapter: demo
                defaults: {sandbox: none}
                adapters:
                  demo: {type: command, command: [sh, ./agent.sh, "a  b"]}
                pipeline:
                  name: ask
                  steps:
                    - {id: work, persona: craftsman, task: "Work", deliverables: [tests]}
                """);
        tmux.resize(80, 24);
        tmux.type("clear; " + project.shellLine(false, "run") + "; echo it ended with $?", "Enter");
        tmux.await("[y/N]");
        tmux.type("C-c");
        tmux.await("it ended with 130");

        assertThat(tmux.rows().replaceAll("(?m) +$", "").replaceAll("[0-9a-f]{64}", "DIGEST"))
                .isEqualToIgnoringNewLines("""
                wave: this project's files would do on your machine what no sandbox holds back:
                  is the agent, with access to its model
                    wave.yaml:4:3  adapters.demo.command: ["sh","./agent.sh","a  b"]
                    wave.yaml:4:3  adapters.demo.file: agent.sh
                      sha256:DIGEST
                let this happen with your rights, now and later? [y/N] ^C
                it ended with 130
                $
                """);
        tmux.type("clear; echo second$((1 + 1)); sh ../wave.sh run", "Enter");
        tmux.await("second2");
        tmux.await("[y/N]");
        tmux.type("Enter");
        tmux.await("in CI");
        assertThat(tmux.rows()).contains("""
                wave: nothing was run: this project's commands are not approved
                wave: look at them, then: `wave trust` approves them for good, `--trust` for
                  one run, WAVE_TRUST=1 in CI
                """);
        assertThat(project.starts()).isEmpty();
    }
}
