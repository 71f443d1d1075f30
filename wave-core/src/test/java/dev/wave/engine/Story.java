package dev.wave.engine;

import dev.wave.key.Key;
import dev.wave.model.CacheMode;
import dev.wave.model.Digest;
import dev.wave.model.Handover.OnFailure;
import dev.wave.model.Handover.Policy;
import dev.wave.model.Limits;
import dev.wave.model.Network;
import dev.wave.model.PipelineName;
import dev.wave.model.Retry;
import dev.wave.model.SandboxMode;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.WorkspaceSpec;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedSecrets;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells a run step by step and keeps what the engine made of it, as text.
final class Story {
    static final TreeId TREE = tree("tree");
    private static final Retry NO_RETRY = new Retry(0, Retry.Backoff.NONE, Duration.ZERO, Retry.From.CLEAN);

    private final Engine engine = new Engine();
    private final StringBuilder log = new StringBuilder();
    private RunState state;

    /// Starts the plan and prepares everything as it comes up, unless told otherwise.
    Story(Plan plan, String... only) {
        var steps = Stream.of(only).map(StepId::new).toList();
        state = RunState.of(plan, List.of());
        take(engine.start(plan, new RunEvent.RunStarted("p", Digest.ofText(""), TREE, "", steps, List.of(), 1)));
    }

    static Plan plan(int maxParallel, boolean failFast, PlannedStep... steps) {
        return new Plan(
                new PipelineName("p"),
                Optional.empty(),
                "",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                Optional.empty(),
                maxParallel,
                failFast,
                List.of(steps),
                new LinkedHashMap<>());
    }

    static PlannedStep step(String id, String... dependencies) {
        return step(id, false, NO_RETRY, List.of(), dependencies);
    }

    static PlannedStep optional(String id, String... dependencies) {
        return step(id, true, NO_RETRY, List.of(), dependencies);
    }

    static PlannedStep retried(String id, int max, Retry.From from) {
        return step(id, false, new Retry(max, Retry.Backoff.NONE, Duration.ZERO, from), List.of());
    }

    static PlannedStep checked(String id, PlannedContract... contracts) {
        return step(id, false, NO_RETRY, List.of(contracts));
    }

    /// A dependency that ends with `?` is only of use, not needed.
    private static PlannedStep step(
            String id, boolean optional, Retry retry, List<PlannedContract> contracts, String... dependencies) {
        return new PlannedStep(
                new StepId(id),
                new PlannedAction.Run(new PlannedAction.Command.Shell("true")),
                Stream.of(dependencies).map(Story::dependency).toList(),
                List.of(),
                List.of(),
                contracts,
                Optional.empty(),
                Limits.DEFAULT,
                retry,
                WorkspaceSpec.TREE,
                List.of(),
                PlannedStep.WHOLE_TREE,
                CacheMode.AUTO,
                optional,
                new LinkedHashMap<>(),
                SandboxMode.AUTO,
                PlannedSecrets.NONE,
                Network.NONE);
    }

    private static PlannedStep.Dependency dependency(String text) {
        var required = !text.endsWith("?");
        return new PlannedStep.Dependency(new StepId(text.replace("?", "")), required, false);
    }

    static PlannedContract contract(String name, boolean mustPass, OnFailure onFailure, int maxRetries) {
        return new PlannedContract(
                name, new PlannedContract.Predicate.NonEmpty(List.of()), new Policy(mustPass, onFailure, maxRetries));
    }

    Story ready(String... steps) {
        for (var step : steps) {
            report(new Report.Prepared(
                    new StepId(step), new Report.Preparation.Ready(new Key(Digest.ofText(step)), TREE)));
        }
        return this;
    }

    Story prepared(String step, Report.Preparation preparation) {
        return report(new Report.Prepared(new StepId(step), preparation));
    }

    /// The attempt ends; each word names a contract, `!` before it that it is broken, `?` that it errored.
    Story ends(String step, String... checks) {
        var verdicts = Stream.of(checks).map(Story::verdict).toList();
        var number = attempt(step);
        return report(
                ended(step, new Outcome.Completed(Digest.ofText(step), tree(step + number), List.of(), verdicts)));
    }

    Story fails(String step, Failure failure) {
        return report(ended(step, new Outcome.Failed(failure, Optional.of(tree("left")))));
    }

    private Report ended(String step, Outcome outcome) {
        return new Report.AttemptEnded(
                new StepId(step), attempt(step), outcome, Usage.NONE, Duration.ZERO, Optional.empty());
    }

    private static Verdict verdict(String check) {
        var status = check.startsWith("!")
                ? Verdict.Status.BROKEN
                : check.startsWith("?") ? Verdict.Status.ERRORED : Verdict.Status.HELD;
        return new Verdict(check.replaceAll("[!?]", ""), status, List.of(), "");
    }

    int attempt(String step) {
        return state.step(new StepId(step)) instanceof StepState.Running running ? running.attempt() : 0;
    }

    Story report(Report report) {
        return take(engine.decide(state, report));
    }

    Story resume() {
        return take(engine.resume(state));
    }

    private Story take(Decision decision) {
        var folded = state;
        for (var fact : decision.facts()) {
            folded = folded.after(fact);
            log.append(told(fact));
        }
        if (!folded.equals(decision.state())) {
            throw new AssertionError("the state is not the fold of the facts");
        }
        state = decision.state();
        decision.commands().forEach(command -> log.append(told(command)));
        return this;
    }

    RunState state() {
        return state;
    }

    /// What was told since the last time.
    String log() {
        var told = log.toString();
        log.setLength(0);
        return told;
    }

    static TreeId tree(String of) {
        return new TreeId("git-sha1:" + Digest.ofText(of).hex().substring(0, 40));
    }

    private static String told(RunEvent event) {
        var text = switch (event) {
            case RunEvent.RunStarted _ -> "started";
            case RunEvent.RunResumed _ -> "resumed";
            case RunEvent.StepReady(var step, var _, var _) -> step + " ready";
            case RunEvent.StepReused reused -> reused.step() + " reused";
            case RunEvent.StepSkipped(var step, var reason) -> step + " skipped " + reason(reason);
            case RunEvent.AttemptStarted(var step, var attempt, var from) ->
                step + " attempt " + attempt + " from " + from;
            case RunEvent.DriftFound(var step, var attempt, var drift) ->
                step + " attempt " + attempt + " drifted: " + drift;
            case RunEvent.AttemptLost(var step, var attempt) -> step + " attempt " + attempt + " lost";
            case RunEvent.ContractChecked(var step, var _, var verdict) ->
                step + " " + verdict.contract() + " " + verdict.status();
            case RunEvent.AttemptFinished finished ->
                finished.step() + " ended"
                        + finished.failure()
                                .map(failure -> " " + failure.getClass().getSimpleName())
                                .orElse("");
            case RunEvent.RetryScheduled(var step, var _, var from, var delay) ->
                step + " again from " + from + (delay.isZero() ? "" : " later");
            case RunEvent.RetryDue(var step, var _) -> step + " due";
            case RunEvent.StepFinished(var step, var ending) -> step + " " + ending(ending);
            case RunEvent.CancelRequested _ -> "cancel asked";
            case RunEvent.RunFinished(var status, var tree, var reason) ->
                "over " + status + (tree.isPresent() ? " with tree" : "") + (reason.isEmpty() ? "" : ": " + reason);
        };
        return text + "\n";
    }

    private static String reason(RunEvent.SkipReason reason) {
        return reason instanceof RunEvent.SkipReason.Needs(var steps)
                ? "needs " + new ArrayList<>(steps)
                : reason.getClass().getSimpleName();
    }

    private static String ending(RunEvent.Ending ending) {
        return switch (ending) {
            case RunEvent.Ending.Succeeded succeeded -> succeeded.tainted() ? "succeeded tainted" : "succeeded";
            case RunEvent.Ending.Failed(var failure, var because) ->
                "failed " + failure.getClass().getSimpleName() + " " + because;
        };
    }

    private static String told(Command command) {
        var text = switch (command) {
            case Command.Prepare(var step) -> "prepare " + step;
            case Command.StartAttempt start ->
                "start " + start.step() + " " + start.attempt()
                        + (start.previous().isPresent() ? " on the previous tree" : "")
                        + (start.feedback().isEmpty() ? "" : " with feedback");
            case Command.Delay(var step, var _, var _) -> "delay " + step;
            case Command.CancelAttempt(var step, var _) -> "cancel " + step;
            case Command.MergeFinal(var leaves) -> "merge " + leaves;
        };
        return "  > " + text + "\n";
    }
}
