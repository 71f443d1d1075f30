package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person at a terminal is asked before a project's own programs run.
class ApprovalTest {
    private static final String QUESTION = "let this happen with your rights, now and later?";

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void a_project_that_brings_its_agent() {
        wave = new WaveInProcess(temp).file("wave.yaml", """
                        default_adapter: mine
                        adapters: {mine: {type: command, command: [sh, ./agent.sh]}}
                        steps: [{id: a, task: do it}]
                        """).file("agent.sh", "cat > /dev/null; echo ready");
    }

    @Test
    void a_yes_is_asked_for_once_and_holds_until_something_changes() throws Exception {
        var refused = wave.typing("n").wave("run");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.all())
                .contains("adapters.mine.command: [\"sh\",\"./agent.sh\"]")
                .contains(QUESTION)
                .contains("nothing was run");
        assertThat(wave.wave("status").all()).contains("no runs");

        assertThat(wave.typing("y").wave("run").code()).isZero();
        var again = wave.typing("n").wave("run", "--fresh");
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(again.all()).doesNotContain(QUESTION);

        wave.file("agent.sh", "cat > /dev/null; echo changed");
        assertThat(wave.typing("n").wave("run").all()).contains(QUESTION).contains("nothing was run");
    }

    @Test
    void a_yes_to_one_folder_is_none_to_its_copy() throws Exception {
        assertThat(wave.typing("y").wave("run").code()).isZero();
        wave.sh("mkdir ../copy; cp wave.yaml agent.sh ../copy");

        assertThat(wave.waveIn(wave.root().resolveSibling("copy"), "run").code())
                .isEqualTo(2);
        assertThat(wave.wave("run", "--fresh").code()).isZero();
    }

    @Test
    void for_one_run_or_for_a_machine_it_is_said_beforehand() throws Exception {
        assertThat(wave.wave("run", "--trust").code()).isZero();
        assertThat(wave.wave("run", "--fresh").code()).as("was for that run").isEqualTo(2);
        wave.with("WAVE_TRUST", "1");
        assertThat(wave.wave("run", "--fresh").code()).isZero();
    }
}
