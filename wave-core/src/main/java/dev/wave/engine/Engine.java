package dev.wave.engine;

import dev.wave.engine.Report.Merge;
import dev.wave.engine.Report.Preparation;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.run.Failure;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Because;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decides what has to happen next in a run. Pure: same state and report, same answer, always.
///
/// A driver makes a decision's facts durable, goes on with its state and performs its commands; each is
/// answered by one report, in any order. It may die at any point: the commands are a function of the state,
/// and the state is the fold of the facts.
public final class Engine {
    /// The first decision of a run.
    public Decision start(Plan plan, RunEvent.RunStarted started) {
        var draft = new Draft(RunState.of(plan, List.of()));
        draft.add(started);
        var wanted = draft.state().progress().selection().wanted();
        for (var step = wanted.nextClearBit(0); step < plan.steps().size(); step = wanted.nextClearBit(step + 1)) {
            draft.add(new RunEvent.StepSkipped(plan.steps().get(step).id(), new SkipReason.NotSelected()));
        }
        return draft.settle();
    }

    /// Goes on with a run that failed, was cancelled, or whose process died. The attempts that were running
    /// died with the process and are lost. The commands are all that is pending now.
    ///
    /// A run that has succeeded stays as it is.
    public Decision resume(RunState state) {
        if (state.finished().filter(end -> end.status() == RunStatus.SUCCEEDED).isPresent()) {
            return Decision.nothing(state);
        }
        var draft = new Draft(state);
        draft.add(new RunEvent.RunResumed());
        state.graph().ids(state.steps().running()).forEach(step -> new AttemptEnd(draft, step).lost());
        var decision = draft.settle();
        return new Decision(decision.facts(), decision.state(), decision.state().pending());
    }

    /// What follows from what happened. A report that answers nothing pending changes nothing.
    public Decision decide(RunState state, Report report) {
        if (!isAwaited(state, report)) {
            return Decision.nothing(state);
        }
        var draft = new Draft(state);
        switch (report) {
            case Report.Prepared(var step, var preparation) -> prepared(draft, step, preparation);
            case Report.AttemptEnded ended -> new AttemptEnd(draft, ended.step()).ended(ended);
            case Report.AttemptLost(var step, var _) -> new AttemptEnd(draft, step).lost();
            case Report.DelayOver(var step, var attempt) -> draft.add(new RunEvent.RetryDue(step, attempt));
            case Report.FinalMerged(var merge) -> merged(draft, merge);
            case Report.CancelAsked _ -> draft.add(new RunEvent.CancelRequested());
        }
        return draft.settle();
    }

    private static boolean isAwaited(RunState state, Report report) {
        return switch (report) {
            case Report.Prepared(var step, var _) -> state.step(step) instanceof StepState.Preparing;
            case Report.AttemptEnded ended -> isRunning(state, ended.step(), ended.attempt());
            case Report.AttemptLost(var step, var attempt) -> isRunning(state, step, attempt);
            case Report.DelayOver(var step, var attempt) ->
                state.step(step) instanceof StepState.Delayed delayed && delayed.attempt() == attempt;
            case Report.FinalMerged _ -> state.finalMerge().isPresent();
            case Report.CancelAsked _ -> !state.isOver() && state.stop() != Stop.CANCELLED;
        };
    }

    private static boolean isRunning(RunState state, StepId step, int attempt) {
        return state.step(step) instanceof StepState.Running running && running.attempt() == attempt;
    }

    private static void prepared(Draft draft, StepId step, Preparation preparation) {
        switch (preparation) {
            case Preparation.Ready(var key, var start) -> {
                if (draft.state().isChosen(step)) {
                    draft.add(new RunEvent.StepReady(step, key, start));
                } else {
                    notServed(draft, step);
                }
            }
            case Preparation.Reused(var key, var result, var tree, var artifacts, var from, var saved) -> {
                draft.add(new RunEvent.StepReused(step, key, result, from, saved));
                draft.add(new RunEvent.StepFinished(step, new Ending.Succeeded(result, tree, artifacts, false)));
            }
            case Preparation.NotWanted _ -> draft.add(new RunEvent.StepSkipped(step, new SkipReason.Condition()));
            case Preparation.Failed(var failure) -> fail(draft, step, failure);
        }
    }

    /// The run is not about this step, and there is no stored result to stand for it.
    private static void notServed(Draft draft, StepId step) {
        if (draft.state().isNeeded(step)) {
            var message = "it is not selected, and no stored result fits; run it too, or run the whole pipeline once";
            fail(draft, step, new Failure.NotPrepared(message));
        } else {
            draft.add(new RunEvent.StepSkipped(step, new SkipReason.NotSelected()));
        }
    }

    private static void merged(Draft draft, Merge merge) {
        var verdict = RunVerdict.of(draft.state());
        draft.add(
                switch (merge) {
                    case Merge.Merged(var tree) ->
                        new RunEvent.RunFinished(verdict.status(), Optional.of(tree), verdict.reason());
                    case Merge.Conflict(var steps, var files) -> {
                        var names = steps.stream().map(StepId::value).collect(Collectors.joining(" and "));
                        yield withoutTree(
                                verdict,
                                "%s changed the same files: %s"
                                        .formatted(names, String.join(", ", Excerpt.lines(files))));
                    }
                    case Merge.Failed(var reason) -> withoutTree(verdict, reason);
                });
    }

    private static RunEvent withoutTree(RunVerdict verdict, String problem) {
        var reason = verdict.reason().isEmpty() ? problem : verdict.reason() + "; " + problem;
        return new RunEvent.RunFinished(RunStatus.FAILED, Optional.empty(), reason);
    }

    private static void fail(Draft draft, StepId step, Failure failure) {
        draft.add(new RunEvent.StepFinished(step, new Ending.Failed(Excerpt.of(failure), Because.FINAL)));
    }
}
