package dev.wave.testkit;

import dev.wave.model.Handover.OnFailure;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedStep;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.RunStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What must be true of every journal, checked event by event without the engine's own fold.
///
/// - Every step comes to exactly one end, and to one before the run does.
/// - Nothing of a step starts after its end, unless a resume has made it eligible again.
/// - An attempt starts only after all that the step needs succeeded; at most `max_parallel` run.
/// - A run is green only if nothing required failed and every contract that must pass was checked and holds.
final class Invariants {
    private static final int MOST_UNCOUNTED = 5 + 4;

    private final Plan plan;
    private final Predicate<Claim> truth;
    private final Map<StepId, Step> steps = new HashMap<>();
    private final Set<StepId> running = new HashSet<>();
    private boolean started;
    private boolean over;

    /// A contract is said to hold for what an attempt made.
    record Claim(StepId step, int attempt, PlannedContract contract) {}

    /// What the journal said of a step.
    private static final class Step {
        Optional<RunEvent> end = Optional.empty();
        boolean reused;
        int attempt;
        int attemptsInChance;
        final Set<String> held = new HashSet<>();
    }

    Invariants(Plan plan, Predicate<Claim> truth) {
        this.plan = plan;
        this.truth = truth;
        plan.steps().forEach(step -> steps.put(step.id(), new Step()));
    }

    void accept(RunEvent event) {
        check(started != event instanceof RunEvent.RunStarted, "a run starts once and first", event);
        check(!over || event instanceof RunEvent.RunResumed, "nothing happens after the end of the run", event);
        switch (event) {
            case RunEvent.RunStarted _ -> started = true;
            case RunEvent.RunResumed _ -> resumed();
            case RunEvent.OfStep ofStep -> ofStep(ofStep);
            case RunEvent.CancelRequested _ -> {}
            case RunEvent.RunFinished finished -> finished(finished);
        }
    }

    private void ofStep(RunEvent.OfStep event) {
        var step = step(event.step());
        check(step.end.isEmpty(), "nothing happens to a step after its end", event);
        switch (event) {
            case RunEvent.StepReady _, RunEvent.DriftFound _, RunEvent.RetryScheduled _, RunEvent.RetryDue _ -> {}
            case RunEvent.StepReused _ -> step.reused = true;
            case RunEvent.AttemptStarted(var id, var attempt, var _) -> {
                check(running.add(id), "one attempt of a step at a time", event);
                check(running.size() <= plan.maxParallel(), "no more than max_parallel run", event);
                check(attempt > step.attempt, "attempts have new numbers", event);
                check(needsSucceeded(id), "a step starts after what it needs", event);
                step.attempt = attempt;
                step.attemptsInChance++;
                step.held.clear();
                check(step.attemptsInChance <= mostAttempts(id), "attempts are bounded", event);
            }
            case RunEvent.ContractChecked(var _, var attempt, var verdict) -> {
                check(attempt == step.attempt, "the running attempt is checked", event);
                if (verdict.held()) {
                    step.held.add(verdict.contract());
                }
            }
            case RunEvent.AttemptLost _, RunEvent.AttemptFinished _ ->
                check(running.remove(event.step()), "an attempt that ends was running", event);
            case RunEvent.StepSkipped _, RunEvent.StepFinished _ -> {
                check(!running.contains(event.step()), "a step ends after its attempt", event);
                step.end = Optional.of(event);
                step.attemptsInChance = 0;
            }
        }
    }

    private boolean needsSucceeded(StepId id) {
        return plan.step(id).orElseThrow().dependencies().stream()
                .allMatch(dependency -> dependency.required()
                        ? succeeded(dependency.step())
                        : step(dependency.step()).end.isPresent());
    }

    private int mostAttempts(StepId id) {
        var step = plan.step(id).orElseThrow();
        var repairs = 2;
        for (var contract : step.contracts()) {
            repairs += contract.policy().maxRetries();
        }
        return 1 + repairs + step.retry().max() + MOST_UNCOUNTED;
    }

    /// In plan order, so that what a step depends on was looked at before it.
    private void resumed() {
        over = false;
        for (var planned : plan.steps()) {
            var step = step(planned.id());
            var isWell = step.end
                    .filter(end -> isGood(end)
                            && (isNotSelected(end)
                                    || planned.dependencies().stream()
                                            .allMatch(each ->
                                                    step(each.step()).end.isPresent())))
                    .isPresent();
            if (!isWell && !running.contains(planned.id())) {
                step.end = Optional.empty();
                step.reused = false;
            }
        }
    }

    private static boolean isGood(RunEvent end) {
        return end instanceof RunEvent.StepFinished(var _, Ending.Succeeded _)
                || end instanceof RunEvent.StepSkipped(var _, SkipReason.Condition _)
                || isNotSelected(end);
    }

    private static boolean isNotSelected(RunEvent end) {
        return end instanceof RunEvent.StepSkipped(var _, SkipReason.NotSelected _);
    }

    private void finished(RunEvent.RunFinished event) {
        over = true;
        check(running.isEmpty(), "the run ends after its attempts", event);
        for (var step : plan.steps()) {
            check(step(step.id()).end.isPresent(), "every step came to an end: " + step.id(), event);
            if (event.status() == RunStatus.SUCCEEDED) {
                check(isFine(step), "a green run has no required failure, no broken promise: " + step.id(), event);
            }
        }
    }

    private boolean isFine(PlannedStep planned) {
        var step = step(planned.id());
        return switch (step.end.orElseThrow()) {
            case RunEvent.StepFinished(var _, Ending.Failed _) -> planned.optional();
            case RunEvent.StepSkipped(var _, var reason) -> !(reason instanceof SkipReason.Stopped);
            default ->
                step.reused
                        || planned.contracts().stream()
                                .filter(contract -> contract.policy().mustPass()
                                        || contract.policy().onFailure() == OnFailure.HALT)
                                .allMatch(contract -> step.held.contains(contract.name())
                                        && truth.test(new Claim(planned.id(), step.attempt, contract)));
        };
    }

    private boolean succeeded(StepId id) {
        return step(id).end
                .filter(end -> end instanceof RunEvent.StepFinished(var _, Ending.Succeeded _))
                .isPresent();
    }

    private Step step(StepId id) {
        var step = steps.get(id);
        if (step == null) {
            throw new Violated("the plan has no step '" + id + "'");
        }
        return step;
    }

    private static void check(boolean holds, String rule, RunEvent event) {
        if (!holds) {
            throw new Violated(rule + "; but " + event);
        }
    }

    /// A rule is broken: the engine is wrong.
    static final class Violated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Violated(String message) {
            super(message);
        }
    }
}
