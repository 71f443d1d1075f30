package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs on machines that have, or have not, what the lock pins. The program is one of a few lines that speaks as
/// Claude Code does.
@Timeout(120)
class PinsTest {
    private static final String MODEL = "claude-sonnet-4-5-20250929";
    private static final String PROJECT = """
            pipeline:
              name: p
              steps:
                - {id: look, persona: navigator, task: Look, workspace: empty, deliverables: [notes]}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void a_committed_project() throws InterruptedException {
        new WaveInProcess(folder).file("wave.yaml", PROJECT).committed();
    }

    @Test
    void a_machine_with_another_version_runs_and_the_run_says_so() throws InterruptedException {
        machine("2.1.197", MODEL).wave("lock");

        var run = machine("2.1.198", MODEL).wave("run", "--trust");

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .contains("drift: claude is 2.1.198, pinned is 2.1.197; what runs by it is marked `drift`");
        assertThat(run.out()).contains("look  drift      claude is 2.1.198, pinned is 2.1.197\n");
        assertThat(bare().wave("show").out()).contains("look drift  claude is 2.1.198, pinned is 2.1.197\n");
        assertThat(bare().wave("show", "--format", "json").out())
                .contains("\"agent\":\"claude 2.1.198, " + MODEL + "\"")
                .contains("\"drift\":[{\"pin\":\"claude\",\"pinned\":\"2.1.197\",\"found\":\"2.1.198\"}]");
        assertThat(bare().wave("show", "--format", "ndjson").out())
                .contains("\"type\":\"drift_found\",\"step\":\"look\",\"attempt\":1,\"drift\":[{");
        assertThat(bare().wave("run", "--trust").out())
                .contains("look  reused", "look  drift      claude is 2.1.198, pinned is 2.1.197\n");
    }

    @Test
    void a_machine_with_what_is_pinned_drifts_in_nothing() throws InterruptedException {
        machine("2.1.197", MODEL).wave("lock");

        var run = machine("2.1.197", MODEL).wave("run", "--trust", "--strict");

        assertThat(run.code()).isZero();
        assertThat(run.all()).doesNotContain("drift");
    }

    @Test
    void another_model_than_was_asked_is_drift_and_ends_a_strict_run_with_5() throws InterruptedException {
        machine("2.1.197", MODEL).wave("lock");

        var run = machine("2.1.197", "claude-haiku-4-5-20251001").wave("run", "--trust", "--strict");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out())
                .contains("look  drift      claude/balanced is claude-haiku-4-5-20251001, pinned is " + MODEL);
        assertThat(run.err()).contains("""
                wave: --strict refuses this run:
                wave: look: claude/balanced is claude-haiku-4-5-20251001, pinned is %s
                """.formatted(MODEL));
    }

    @Test
    void strict_refuses_what_is_not_as_it_is_pinned_before_anything_runs() throws InterruptedException {
        machine("2.1.197", MODEL).wave("lock");

        var refused = machine("2.1.198", MODEL).wave("run", "--trust", "--strict");

        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).isEqualTo("""
                wave: --strict refuses this run:
                wave: claude is 2.1.198, pinned is 2.1.197; install that version, or `wave lock --update adapters` pins this one
                """);
    }

    @Test
    void strict_refuses_what_is_not_pinned_at_all() throws InterruptedException {
        var unlocked = machine("2.1.197", MODEL).wave("run", "--trust", "--strict");
        assertThat(unlocked.code()).isEqualTo(5);
        assertThat(unlocked.err()).isEqualTo("""
                wave: --strict refuses this run:
                wave: claude is not pinned; `wave lock` pins its version
                wave: claude/balanced is not pinned; `wave lock` pins the model
                """);

        new WaveInProcess(folder).file("wave.yaml", "defaults: {model: opus}\n" + PROJECT);
        machine("2.1.197", MODEL).wave("lock");
        assertThat(machine("2.1.197", MODEL).wave("run", "--trust", "--strict").err())
                .isEqualTo("""
                wave: --strict refuses this run:
                wave: claude/opus means another model from time to time; write an exact one
                """);
    }

    @Test
    void what_the_pinned_version_made_before_it_was_pinned_is_reused() throws InterruptedException {
        machine("2.1.197", MODEL).wave("run", "--trust");
        machine("2.1.197", MODEL).wave("lock");

        assertThat(machine("2.1.197", MODEL).wave("run", "--trust").out()).contains("nothing ran: 1 step reused");

        machine("2.1.198", MODEL).wave("lock", "--update");
        var moved = machine("2.1.198", MODEL);
        assertThat(moved.wave("why", "look").out()).contains("adapter.version", "2.1.197", "2.1.198");
        assertThat(moved.wave("run", "--trust").out()).contains("look  succeeded");
    }

    @Test
    void a_recording_replays_on_a_machine_without_any_agent() throws InterruptedException {
        assertThat(machine("2.1.197", MODEL).wave("record", "--trust").code()).isZero();
        assertThat(new WaveInProcess(folder).read("wave.lock")).contains("claude: {version: 2.1.197}");
        var elsewhere = elsewhere();

        var replayed = elsewhere.wave("run", "--locked");
        assertThat(replayed.code()).isZero();
        assertThat(replayed.out()).contains("nothing ran: 1 step reused");
        assertThat(elsewhere.wave("verify").out()).isEqualTo("p/default  holds\n");
        assertThat(elsewhere.wave("lock", "--check").code()).isZero();
        assertThat(elsewhere.wave("plan").code()).isZero();
    }

    @Test
    void a_run_from_before_the_lock_is_recorded_with_the_version_that_made_it() throws InterruptedException {
        var run = machine("2.1.197", MODEL).wave("run", "--trust").run();

        assertThat(machine("2.1.198", MODEL).wave("record", "--run", run).code())
                .isZero();
        assertThat(new WaveInProcess(folder).read("wave.lock")).contains("claude: {version: 2.1.197}");
        assertThat(elsewhere().wave("run", "--locked").code()).isZero();
        assertThat(machine("2.1.198", MODEL).wave("lock").out()).isEqualTo("wave.lock is up to date\n");
    }

    @Test
    void a_pin_that_moved_is_why_a_recording_does_not_hold() throws InterruptedException {
        machine("2.1.197", MODEL).wave("record", "--trust");
        assertThat(machine("2.1.198", MODEL).wave("lock").err()).isEmpty();
        assertThat(machine("2.1.198", MODEL).wave("lock", "--update").err())
                .contains("what was recorded with other pins does not hold any more: `wave verify` says which");

        var refused = machine("2.1.197", MODEL).wave("run", "--locked");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("look is not what it was: adapter.version: \"2.1.197\" → \"2.1.198\"");
    }

    @Test
    void a_run_goes_on_with_the_pins_it_began_with() throws InterruptedException {
        machine("2.1.197", MODEL).wave("lock");
        var failed = broken("2.1.197").wave("run", "--trust").run();
        machine("2.1.198", MODEL).wave("lock", "--update");

        var resumed = machine("2.1.198", MODEL).wave("resume", failed, "--trust");

        assertThat(resumed.out()).contains("look  drift      claude is 2.1.198, pinned is 2.1.197", "look  succeeded");
    }

    /// A clone on a machine without any agent.
    private WaveInProcess elsewhere() throws InterruptedException {
        var author = new WaveInProcess(folder);
        author.git("add", "-A");
        author.git("commit", "-q", "-m", "Record");
        var clone = new WaveInProcess(folder.resolve("elsewhere"), "clone");
        clone.git("clone", "-q", author.root().toString(), ".");
        return clone.with("PATH", bareOf(clone));
    }

    private WaveInProcess bare() throws InterruptedException {
        var wave = new WaveInProcess(folder);
        return wave.with("PATH", bareOf(wave));
    }

    private static String bareOf(WaveInProcess wave) throws InterruptedException {
        return Machines.withoutAgents(wave);
    }

    private WaveInProcess machine(String version, String model) throws InterruptedException {
        return Machines.withClaude(new WaveInProcess(folder), version, """
                echo '{"type":"system","subtype":"init","session_id":"s","claude_code_version":"%1$s","model":"%2$s"}'
                echo notes >.wave/out/notes
                echo '{"type":"result","subtype":"success","is_error":false,"result":"done","modelUsage":{"%2$s":{}}}'
                """.formatted(version, model));
    }

    private WaveInProcess broken(String version) throws InterruptedException {
        return Machines.withClaude(new WaveInProcess(folder), version, "exit 3\n");
    }
}
