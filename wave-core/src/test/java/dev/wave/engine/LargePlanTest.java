package dev.wave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Outcome;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// Would take minutes, not a moment, if an event cost what the plan is long.
class LargePlanTest {
    private static final int STEPS = 10_000;

    @Test
    void ten_thousand_independent_steps_come_to_their_end() {
        run(named(step -> new String[0]));
    }

    @Test
    void a_chain_of_ten_thousand_steps_comes_to_its_end() {
        run(named(step -> step == 0 ? new String[0] : new String[] {"s" + (step - 1)}));
    }

    @Test
    void a_chain_that_breaks_at_its_head_is_skipped_without_deep_recursion() {
        var plan = Story.plan(4, false, named(step -> step == 0 ? new String[0] : new String[] {"s" + (step - 1)}));
        var story = new Story(plan);

        story.prepared("s0", new Report.Preparation.NotWanted());

        assertThat(story.state().step(new StepId("s9999"))).isInstanceOf(StepState.Skipped.class);
        assertThat(story.state().isOver()).isTrue();
    }

    @Test
    void one_step_can_wait_for_ten_thousand() {
        var all = new String[STEPS - 1];
        Arrays.setAll(all, step -> "s" + step);
        run(named(step -> step == STEPS - 1 ? all : new String[0]));
    }

    private static PlannedStep[] named(IntFunction<String[]> dependencies) {
        var steps = new PlannedStep[STEPS];
        Arrays.setAll(steps, step -> Story.step("s" + step, dependencies.apply(step)));
        return steps;
    }

    private static void run(PlannedStep[] steps) {
        var engine = new Engine();
        var plan = Story.plan(4, false, steps);
        var started = new RunEvent.RunStarted("p", Digest.ofText(""), Story.TREE, "", List.of(), List.of(), 0);
        var decision = engine.start(plan, started);
        var events = new ArrayList<>(decision.facts());
        var commands = new ArrayDeque<>(decision.commands());
        while (!commands.isEmpty()) {
            decision = engine.decide(decision.state(), answer(commands.poll()));
            events.addAll(decision.facts());
            commands.addAll(decision.commands());
        }

        assertThat(decision.state().isOver()).isTrue();
        assertThat(events).hasSize(4 * STEPS + 2);
        assertThat(RunState.of(plan, events)).isEqualTo(decision.state());
    }

    private static Report answer(Command command) {
        var key = new Key(Digest.ofText(""));
        return switch (command) {
            case Command.Prepare(var step) -> new Report.Prepared(step, new Report.Preparation.Ready(key, Story.TREE));
            case Command.StartAttempt start ->
                new Report.AttemptEnded(
                        start.step(),
                        start.attempt(),
                        new Outcome.Completed(key.digest(), Story.TREE, List.of(), List.of()),
                        Usage.NONE,
                        Duration.ZERO,
                        Optional.empty());
            case Command.MergeFinal _ -> new Report.FinalMerged(new Report.Merge.Merged(Story.TREE));
            case Command.Delay _, Command.CancelAttempt _ -> throw new AssertionError(command);
        };
    }
}
