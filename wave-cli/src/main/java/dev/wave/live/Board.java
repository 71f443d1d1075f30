package dev.wave.live;

import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.engine.Stop;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Activity;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// All that is seen of a run: the fold of its events, when they were, and what its agents are doing. For one
/// thread at a time.
public final class Board {
    /// So many names can be read one by one.
    private static final int FEW = 8;

    private final String run;
    private final Templates templates;
    private final Map<StepId, Instant> begun = new HashMap<>();
    private final Map<StepId, Usage> used = new HashMap<>();
    private final Map<StepId, Doing> doing = new HashMap<>();
    private RunState state;
    private Instant started = Instant.EPOCH;
    private Usage total = Usage.NONE;
    private Optional<Census> census = Optional.empty();

    /// Of a run that has not begun.
    public Board(String run, Plan plan) {
        this.run = run;
        this.templates = Templates.of(plan);
        this.state = RunState.of(plan, List.of());
    }

    /// Who is doing what.
    ///
    /// @param active steps that are worked on or wait for their next attempt, in plan order
    /// @param waiting how many steps wait, by what they are called together, or by their own names if they are few
    /// @param over by what they are called together
    record Census(
            int steps,
            int done,
            int failed,
            List<PlannedStep> active,
            SequencedMap<String, Integer> waiting,
            Map<String, Integer> over) {}

    /// One more event of the run.
    public void accept(Recorded recorded) {
        var time = recorded.time();
        state = state.after(recorded.event());
        census = Optional.empty();
        switch (recorded.event()) {
            case RunEvent.RunStarted _, RunEvent.RunResumed _ -> begin(time);
            case RunEvent.AttemptStarted(var step, var _, var _) -> {
                begun.putIfAbsent(step, time);
                doing.remove(step);
            }
            case RunEvent.AttemptFinished finished -> {
                used.merge(finished.step(), finished.usage(), Usage::plus);
                total = total.plus(finished.usage());
                doing.remove(finished.step());
            }
            case RunEvent.StepFinished(var step, var _) -> begun.remove(step);
            default -> {} // in the state
        }
    }

    /// What an earlier process did of the run is not counted again.
    private void begin(Instant time) {
        started = time;
        total = Usage.NONE;
        begun.clear();
        used.clear();
        doing.clear();
    }

    /// An agent does something. What is heard of a step that is not worked on is passed over.
    public void heard(StepId step, Activity activity) {
        if (state.step(step) instanceof StepState.Running) {
            doing.merge(step, Doing.NOTHING.after(activity), (before, _) -> before.after(activity));
        }
    }

    /// An attempt of a step.
    public record Attempt(StepId step, int number) {}

    /// The attempts that are going on.
    List<Attempt> running() {
        return census().active().stream()
                .flatMap(step -> state.step(step.id()) instanceof StepState.Running running
                        ? Stream.of(new Attempt(step.id(), running.attempt()))
                        : Stream.empty())
                .toList();
    }

    String run() {
        return run;
    }

    RunState state() {
        return state;
    }

    Instant started() {
        return started;
    }

    boolean isCancelled() {
        return state.stop() == Stop.CANCELLED;
    }

    String template(StepId step) {
        return templates.of(step);
    }

    /// When the step's first attempt began; absent if none did.
    Optional<Instant> begun(StepId step) {
        return Optional.ofNullable(begun.get(step));
    }

    String doing(StepId step) {
        return doing.getOrDefault(step, Doing.NOTHING).text();
    }

    /// What the step has used, the attempt that is going on included.
    Usage used(StepId step) {
        var now = doing.getOrDefault(step, Doing.NOTHING).used().orElse(Usage.NONE);
        return used.getOrDefault(step, Usage.NONE).plus(now);
    }

    /// What the run has used since it was started or resumed.
    Usage used() {
        return doing.values().stream().flatMap(now -> now.used().stream()).reduce(total, Usage::plus);
    }

    /// Counted once for every event, however often it is looked at.
    Census census() {
        var counted = census.orElseGet(this::counted);
        census = Optional.of(counted);
        return counted;
    }

    private Census counted() {
        var steps = 0;
        var done = 0;
        var failed = 0;
        var active = new ArrayList<PlannedStep>();
        var waiting = new ArrayList<PlannedStep>();
        var over = new HashMap<String, Integer>();
        for (var step : state.plan().steps()) {
            var now = state.step(step.id());
            if (now instanceof StepState.Skipped(SkipReason.NotSelected _, var _)) {
                continue;
            }
            steps++;
            switch (now) {
                case StepState.Running _, StepState.Delayed _ -> active.add(step);
                case StepState.Waiting _, StepState.Preparing _, StepState.Ready _ -> waiting.add(step);
                case StepState.Failed _ -> failed++;
                case StepState.Succeeded _, StepState.Skipped _ -> done++;
            }
            if (now instanceof StepState.Over) {
                over.merge(template(step.id()), 1, Integer::sum);
            }
        }
        return new Census(steps, done + failed, failed, active, named(waiting), over);
    }

    private SequencedMap<String, Integer> named(List<PlannedStep> waiting) {
        var named = new LinkedHashMap<String, Integer>();
        for (var step : waiting) {
            named.merge(waiting.size() > FEW ? template(step.id()) : step.id().value(), 1, Integer::sum);
        }
        return named;
    }
}
