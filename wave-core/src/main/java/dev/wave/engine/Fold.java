package dev.wave.engine;

import dev.wave.engine.RunState.Progress;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Because;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// From a state and a fact to the next state. Decides nothing, so that journals of older versions fold to
/// what they meant.
final class Fold {
    private final RunState state;
    private final Graph graph;

    Fold(RunState state) {
        this.state = state;
        this.graph = state.graph();
    }

    /// The state before anything happened.
    static RunState beginning(Plan plan) {
        var graph = new Graph(plan);
        var progress = new Progress(Optional.empty(), Selection.of(graph, List.of()), Stop.NONE, Optional.empty());
        var steps = Steps.waiting(graph.size());
        for (var step = 0; step < graph.size(); step++) {
            steps = steps.with(step, eligible(graph, steps, step, Tries.NONE));
        }
        return new RunState(graph, steps, progress);
    }

    RunState after(RunEvent event) {
        return switch (event) {
            case RunEvent.RunStarted started -> started(started);
            case RunEvent.RunResumed _ -> resumed();
            case RunEvent.StepReady(var id, var key, var start) ->
                change(id, StepState.Preparing.class, it -> new StepState.Ready(key, start, it.tries()));
            case RunEvent.StepReused _ -> state;
            case RunEvent.StepSkipped(var id, var reason) -> over(id, new StepState.Skipped(reason, attempts(id)));
            case RunEvent.AttemptStarted(var id, var attempt, var _) ->
                change(
                        id,
                        StepState.Ready.class,
                        it -> new StepState.Running(
                                attempt, it.key(), it.start(), it.tries().started(attempt)));
            case RunEvent.AttemptLost(var id, var _) ->
                change(
                        id,
                        StepState.Running.class,
                        it -> eligible(
                                graph,
                                state.steps(),
                                graph.position(id),
                                it.tries().withLost()));
            case RunEvent.DriftFound _ -> state;
            case RunEvent.ContractChecked(var id, var _, var verdict) ->
                verdict.held() ? state : tried(id, tries -> tries.withBroken(verdict.contract()));
            case RunEvent.AttemptFinished(var id, var _, var failure, var left, var _, var _, var _) ->
                failure.map(why -> tried(id, tries -> tries.withFailure(why, left)))
                        .orElse(state);
            case RunEvent.RetryScheduled retry ->
                change(retry.step(), StepState.Running.class, running -> waiting(running, retry));
            case RunEvent.RetryDue(var id, var _) ->
                change(id, StepState.Delayed.class, it -> new StepState.Ready(it.key(), it.start(), it.tries()));
            case RunEvent.StepFinished(var id, var ending) -> finished(id, ending);
            case RunEvent.CancelRequested _ -> stopped(state, Stop.CANCELLED);
            case RunEvent.RunFinished finished -> finished(finished);
        };
    }

    private RunState started(RunEvent.RunStarted event) {
        var selection = Selection.of(graph, event.only());
        return with(new Progress(Optional.of(event), selection, Stop.NONE, Optional.empty()));
    }

    private RunState finished(RunEvent.RunFinished event) {
        var progress = state.progress();
        return with(new Progress(progress.started(), progress.selection(), progress.stop(), Optional.of(event)));
    }

    private RunState finished(StepId id, Ending ending) {
        return switch (ending) {
            case Ending.Succeeded(var result, var tree, var artifacts, var tainted) ->
                over(id, new StepState.Succeeded(result, tree, artifacts, tainted, attempts(id)));
            case Ending.Failed(var failure, var because) ->
                stopped(over(id, new StepState.Failed(failure, because, attempts(id))), stop(id, because));
        };
    }

    private Stop stop(StepId failed, Because because) {
        var step = graph.step(graph.position(failed));
        if (state.plan().failFast() && !step.optional()) {
            return Stop.FAILED_FAST;
        }
        return because == Because.HALTED ? Stop.HALTED : Stop.NONE;
    }

    private static RunState stopped(RunState state, Stop reason) {
        var progress = state.progress();
        var stop = progress.stop().or(reason);
        return new RunState(
                state.graph(),
                state.steps(),
                new Progress(progress.started(), progress.selection(), stop, progress.finished()));
    }

    /// The step is over, and those that depend on it wait for one less.
    private RunState over(StepId id, StepState.Over end) {
        var step = graph.position(id);
        var steps = state.steps().with(step, end);
        for (var edge : graph.dependents(step)) {
            if (steps.at(edge.step()) instanceof StepState.Waiting(var open, var blocked, var tries)) {
                var blocks = edge.required() && !(end instanceof StepState.Succeeded);
                steps = steps.with(edge.step(), waiting(open - 1, blocked || blocks, tries));
            }
        }
        return with(steps);
    }

    /// Everything that is not settled is eligible again. A step is settled if its end was good and that of
    /// all it depends on as well: one that succeeded without an optional input gets another chance with it,
    /// and finds its stored result if that input fails again.
    ///
    /// Running attempts stay so: whether they are lost is another fact.
    private RunState resumed() {
        var progress = state.progress();
        var steps = state.steps();
        for (var step = 0; step < graph.size(); step++) {
            var now = steps.at(step);
            if (!(now instanceof StepState.Running) && !isSettled(steps, step)) {
                var tries = now instanceof StepState.Open open ? open.tries() : Tries.NONE.started(attempts(now));
                steps = steps.with(step, eligible(graph, steps, step, tries));
            }
        }
        return new RunState(
                graph, steps, new Progress(progress.started(), progress.selection(), Stop.NONE, Optional.empty()));
    }

    private boolean isSettled(Steps steps, int step) {
        return switch (steps.at(step)) {
            case StepState.Succeeded _ -> dependsOnSettled(steps, step);
            case StepState.Skipped(SkipReason.Condition _, var _) -> dependsOnSettled(steps, step);
            case StepState.Skipped(SkipReason.NotSelected _, var _) -> true;
            case StepState.Skipped _, StepState.Failed _, StepState.Open _ -> false;
        };
    }

    /// Dependencies come first in the plan, so the ones that are not settled are open already.
    private boolean dependsOnSettled(Steps steps, int step) {
        return graph.dependencies(step).stream().allMatch(edge -> steps.at(edge.step()) instanceof StepState.Over);
    }

    /// What a step is that is to be run, given the steps it depends on.
    private static StepState eligible(Graph graph, Steps steps, int step, Tries tries) {
        var open = 0;
        var blocked = false;
        for (var edge : graph.dependencies(step)) {
            var dependency = steps.at(edge.step());
            open += dependency instanceof StepState.Over ? 0 : 1;
            blocked |= edge.required() && dependency instanceof StepState.Over && !isSuccess(dependency);
        }
        return waiting(open, blocked, tries);
    }

    private static boolean isSuccess(StepState state) {
        return state instanceof StepState.Succeeded;
    }

    private static StepState waiting(int open, boolean blocked, Tries tries) {
        return open == 0 && !blocked ? new StepState.Preparing(tries) : new StepState.Waiting(open, blocked, tries);
    }

    private static StepState waiting(StepState.Running running, RunEvent.RetryScheduled retry) {
        var tries = running.tries().scheduled(retry.from(), retry.delay());
        return retry.delay().isZero()
                ? new StepState.Ready(running.key(), running.start(), tries)
                : new StepState.Delayed(retry.attempt(), retry.delay(), running.key(), running.start(), tries);
    }

    private RunState tried(StepId id, UnaryOperator<Tries> change) {
        return change(
                id,
                StepState.Running.class,
                it -> new StepState.Running(it.attempt(), it.key(), it.start(), change.apply(it.tries())));
    }

    private <S extends StepState> RunState change(StepId id, Class<S> from, Function<S, StepState> to) {
        var step = graph.position(id);
        var now = state.at(step);
        if (!from.isInstance(now)) {
            throw new IllegalStateException("step '" + id + "' is not " + from.getSimpleName() + " but " + now);
        }
        return with(state.steps().with(step, to.apply(from.cast(now))));
    }

    private int attempts(StepId id) {
        return attempts(state.step(id));
    }

    private static int attempts(StepState state) {
        return switch (state) {
            case StepState.Open open -> open.tries().attempts();
            case StepState.Succeeded over -> over.attempts();
            case StepState.Failed over -> over.attempts();
            case StepState.Skipped over -> over.attempts();
        };
    }

    private RunState with(Steps steps) {
        return new RunState(graph, steps, state.progress());
    }

    private RunState with(Progress progress) {
        return new RunState(graph, state.steps(), progress);
    }
}
