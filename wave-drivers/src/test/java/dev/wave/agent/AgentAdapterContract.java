package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.AdapterSettings;
import dev.wave.model.Limits;
import dev.wave.run.Activity;
import dev.wave.run.Failure;
import dev.wave.spi.AgentAdapter.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every adapter must do. A test class for an adapter extends this and says how to make its agent
/// behave.
@Timeout(60)
abstract class AgentAdapterContract extends AgentFixture {

    /// Settings that make the agent do what is described, whatever its task is.
    abstract AdapterSettings agentThat(Behaviour behaviour) throws IOException;

    /// What an agent can be asked to do in these tests.
    enum Behaviour {
        /// Says `all done`, writes `made.txt` and ends well.
        WORKS,
        /// Prints `about to fail` and ends with exit code 3.
        FAILS,
        /// Prints `up` and never ends.
        HANGS,
        /// Prints more than 4 MB.
        BABBLES
    }

    @Test
    void the_answer_is_the_final_message_and_the_stream_is_kept() throws Exception {
        var answer = work(Behaviour.WORKS);

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.finalMessage().strip()).endsWith("all done");
        assertThat(workspace.resolve("made.txt")).exists();
        assertThat(text(answer)).contains("all done");
        assertThat(activity).anyMatch(heard -> heard instanceof Activity.Said(var line) && line.contains("all done"));
    }

    @Test
    void an_exit_code_other_than_zero_is_a_failure_with_the_last_lines() throws Exception {
        var answer = work(Behaviour.FAILS);

        assertThat(answer.failure()).hasValueSatisfying(failure -> {
            assertThat(failure).isInstanceOf(Failure.Exited.class);
            assertThat(((Failure.Exited) failure).code()).isEqualTo(3);
            assertThat(((Failure.Exited) failure).lastLines()).contains("about to fail");
        });
    }

    @Test
    void cancelling_kills_all_and_keeps_the_stream() throws Exception {
        var task = new FutureTask<>(() -> work(Behaviour.HANGS));
        var thread = Thread.ofVirtual().start(task);
        await(() -> activity.contains(new Activity.Said("up")));

        thread.interrupt();

        assertThat(task.get().failure()).contains(new Failure.Cancelled());
        assertThat(text(task.get())).contains("up");
    }

    @Test
    void wall_time_is_bounded() throws Exception {
        var limits = new Limits(Duration.ofMillis(600), Duration.ofMinutes(1), 1_000_000);

        assertThat(work(Behaviour.HANGS, limits).failure())
                .contains(new Failure.TimedOut(Failure.Limit.WALL, limits.timeout()));
    }

    @Test
    void silence_is_bounded() throws Exception {
        var limits = new Limits(Duration.ofMinutes(1), Duration.ofMillis(600), 1_000_000);

        assertThat(work(Behaviour.HANGS, limits).failure())
                .contains(new Failure.TimedOut(Failure.Limit.IDLE, limits.idle()));
    }

    @Test
    void output_is_bounded() throws Exception {
        var limits = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1_000_000);

        assertThat(work(Behaviour.BABBLES, limits).failure())
                .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(Failure.OutputExceeded.class));
    }

    Answer work(Behaviour behaviour) throws Exception {
        return work(behaviour, Limits.DEFAULT);
    }

    Answer work(Behaviour behaviour, Limits limits) throws Exception {
        return work(agentThat(behaviour), limits);
    }
}
