package dev.wave.local;

import dev.wave.engine.Command.StartAttempt;
import dev.wave.engine.Report.AttemptEnded;
import dev.wave.engine.RunState;
import dev.wave.gateway.HostProxy;
import dev.wave.plan.PlannedStep;
import dev.wave.redaction.RedactedFacts;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.spi.AgentAdapter.Answer;
import dev.wave.spi.Workspaces.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One attempt, from an empty folder to checked outputs, phase by phase: [Opening], [Furnishing], [Work],
/// [Finish]. Every phase sees only what the one before it returned.
public final class AttemptRunner implements Attempts {
    private final RunContext run;
    private final Stage stage;
    private final Previous previous = new Previous();
    private final Opening opening;
    private final Furnishing furnishing;
    private final Work work;
    private final Finish finish;

    public AttemptRunner(RunContext run, Stage stage) {
        this.run = run;
        this.stage = stage;
        this.opening = new Opening(run, stage);
        this.furnishing = new Furnishing(run, stage.folders(), previous);
        this.work = new Work(stage);
        this.finish = new Finish(run, stage, previous);
    }

    @Override
    public AttemptEnded run(StartAttempt command, RunState state) throws InterruptedException {
        var started = System.nanoTime();
        var ended = ended(command, state);
        return new AttemptEnded(
                command.step(),
                command.attempt(),
                told(ended.outcome()),
                ended.usage(),
                Duration.ofNanos(System.nanoTime() - started),
                ended.transcript(),
                ended.agent()
                        .map(agent -> agent.drift(run.step(command.step())))
                        .orElse(List.of()));
    }

    private Outcome told(Outcome outcome) {
        return outcome instanceof Outcome.Failed(var failure, var left)
                ? new Outcome.Failed(facts().of(failure), left)
                : outcome;
    }

    private RedactedFacts facts() {
        return new RedactedFacts(stage.vault().redaction());
    }

    private Ended ended(StartAttempt command, RunState state) throws InterruptedException {
        var shortage = stage.space().shortage();
        if (shortage.isPresent()) {
            return Ended.before(shortage.get());
        }
        try {
            var attempt = attempt(command, state);
            var proxy = opening.proxy(attempt);
            try (var workspace = opening.open(attempt, proxy)) {
                return in(workspace, attempt);
            } finally {
                proxy.ifPresent(HostProxy::close);
            }
        } catch (NotFillable problem) {
            return Ended.before(new Failure.NotPrepared(problem.getMessage()));
        }
    }

    private Attempt attempt(StartAttempt command, RunState state) throws NotFillable, InterruptedException {
        var step = run.step(command.step());
        var secrets = StepSecrets.ofAction(step, stage, run); // before anything that costs something
        return new Attempt(
                step,
                command,
                new Briefing(run, state).brief(step),
                run.seen(step, command.start()),
                stage.tag() + ":" + command.step() + ":" + command.attempt(),
                activity -> stage.watch().heard(command.step(), command.attempt(), facts().of(activity)),
                secrets);
    }

    private Ended in(Workspace workspace, Attempt attempt) throws NotFillable, InterruptedException {
        var kept = true;
        try {
            var given = furnishing.furnish(workspace, attempt.command(), attempt.brief());
            var repeated = previous.of(attempt.id()).isPresent();
            var worked = work.work(attempt, given, repeated, workspace);
            stage.processes().sweep(attempt.tag()); // collect only when nothing of the step is alive
            var failure = worked.answer().failure();
            var ended = failure.isPresent()
                    ? stopped(attempt, worked.answer(), failure.get(), workspace)
                    : finish.finish(attempt, worked, workspace);
            kept = !isGood(attempt.step(), ended.outcome()) && !isAboutSpace(ended.outcome());
            return ended;
        } finally {
            if (kept) {
                workspace.keep(); // also of a cancelled attempt
            }
        }
    }

    /// The agent did not come to its end: what it left may be where the next attempt goes on.
    private static Ended stopped(Attempt attempt, Answer answer, Failure failure, Workspace workspace) {
        if (failure instanceof Failure.StoreFailed) {
            return Ended.failed(answer, failure, Optional.empty()); // there is no room for what it left
        }
        var captured = workspace.capture(List.of());
        captured.secrets().forEach(secret -> attempt.notice(secret + "; what the attempt left is not recorded"));
        return Ended.failed(
                answer, failure, captured.secrets().isEmpty() ? Optional.of(captured.tree()) : Optional.empty());
    }

    /// Then what it left takes the room that others need.
    private static boolean isAboutSpace(Outcome outcome) {
        return outcome instanceof Outcome.Failed(Failure.StoreFailed _, var _);
    }

    private static boolean isGood(PlannedStep step, Outcome outcome) {
        return outcome instanceof Outcome.Completed completed && Passing.passes(step, completed.verdicts());
    }
}
