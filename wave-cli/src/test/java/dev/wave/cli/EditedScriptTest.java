package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bytes of a script that an adapter's command names are part of what the agent is.
class EditedScriptTest {
    private static final String AGENT = """
            echo "$WAVE_STEP start" >> "$LEDGER"
            cat > /dev/null
            [ ! -e "$FOLDER/broken" ] || exit 3
            echo made > "$WAVE_OUT/note.txt"
            """;

    @TempDir
    Path temp;

    private LiveProject project;

    @BeforeEach
    void open() throws Exception {
        project = new LiveProject(temp, AGENT, """
                name: one
                steps:
                  - id: only
                    persona: navigator
                    task: Make it
                    workspace: empty
                    retry: {max: 0}
                    artifacts: [{name: note, format: text}]
                """);
    }

    private void edit() throws IOException {
        Files.writeString(project.root.resolve("agent.sh"), "# better\n" + AGENT);
    }

    @Test
    void results_of_another_script_are_not_reused() throws Exception {
        assertThat(project.wave("run").code()).isZero();
        assertThat(project.wave("run").code()).isZero();
        assertThat(project.starts().get("only")).isEqualTo(1);

        edit();

        assertThat(project.wave("run").code()).isZero();
        assertThat(project.starts().get("only")).isEqualTo(2);
    }

    @Test
    void a_run_does_not_go_on_with_another_script_than_it_began_with() throws Exception {
        Files.createFile(project.beside("broken"));
        assertThat(project.wave("run").code()).isEqualTo(1);
        Files.delete(project.beside("broken"));
        edit();

        var resumed = project.wave("resume");

        assertThat(resumed.code()).isEqualTo(1);
        assertThat(resumed.out() + resumed.err())
                .contains("the file 'agent.sh' of the adapter 'demo' was changed after the run began");
        assertThat(project.starts().get("only")).isEqualTo(1);
        assertThat(project.wave("run").code()).isZero();
    }
}
