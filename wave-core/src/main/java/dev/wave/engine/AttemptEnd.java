package dev.wave.engine;

import dev.wave.engine.Retries.Next;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Because;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The facts that follow from the end of an attempt: what was found, and whether the step is tried again or
/// over.
final class AttemptEnd {
    private static final int MOST_LOST = 3;

    /// What Wave checks by itself: that everything the step must produce is there.
    private static final String OUTPUTS = "outputs";

    private final Draft draft;
    private final PlannedStep step;

    AttemptEnd(Draft draft, StepId step) {
        var graph = draft.state().graph();
        this.draft = draft;
        this.step = graph.step(graph.position(step));
    }

    void ended(Report.AttemptEnded report) {
        if (!report.drift().isEmpty()) {
            draft.add(new RunEvent.DriftFound(step.id(), report.attempt(), report.drift()));
        }
        switch (report.outcome()) {
            case Outcome.Completed completed -> completed(report, completed);
            case Outcome.Failed(Failure.Lost _, var _) -> lost();
            case Outcome.Failed(var failure, var left) -> failed(report, Excerpt.of(failure), left);
        }
    }

    /// Nobody knows how far it came: prepare again, which finds the result if it was stored.
    void lost() {
        draft.add(new RunEvent.AttemptLost(step.id(), tries().attempts()));
        if (draft.state().isStopped()) {
            giveUp(new Failure.Lost(), Because.STOPPED);
        } else if (tries().lost() > MOST_LOST) {
            giveUp(new Failure.Lost(), Because.USED_UP);
        }
    }

    private void completed(Report.AttemptEnded report, Outcome.Completed completed) {
        var verdicts = Excerpt.of(complete(completed));
        verdicts.forEach(verdict -> draft.add(new RunEvent.ContractChecked(step.id(), report.attempt(), verdict)));
        var broken = verdicts.stream().filter(verdict -> !verdict.held()).toList();
        var next = broken.isEmpty() ? new Next.GoOn(false) : retries().afterChecks(broken);
        var failure = new Failure.ContractBroken(broken);
        var unreserved = next instanceof Next.GoOn(var tainted) && !tainted;
        finished(report, unreserved ? Optional.empty() : Optional.of(failure), Optional.of(completed.tree()));
        switch (next) {
            case Next.GoOn(var tainted) ->
                draft.add(new RunEvent.StepFinished(
                        step.id(),
                        new Ending.Succeeded(completed.result(), completed.tree(), completed.artifacts(), tainted)));
            case Next.Again again -> again(again);
            case Next.GiveUp(var because) -> giveUp(failure, because);
        }
    }

    private void failed(Report.AttemptEnded report, Failure failure, Optional<TreeId> left) {
        var next = retries().afterFailure(failure, left);
        finished(report, Optional.of(failure), left);
        switch (next) {
            case Next.Again again -> again(again);
            case Next.GiveUp(var because) -> giveUp(failure, because);
            case Next.GoOn _ -> throw new IllegalStateException("went on after " + failure);
        }
    }

    private void finished(Report.AttemptEnded report, Optional<Failure> failure, Optional<TreeId> left) {
        draft.add(new RunEvent.AttemptFinished(
                step.id(), report.attempt(), failure, left, report.usage(), report.took(), report.transcript()));
    }

    private void again(Next.Again next) {
        draft.add(new RunEvent.RetryScheduled(step.id(), tries().attempts() + 1, next.from(), next.delay()));
    }

    private void giveUp(Failure failure, Because because) {
        draft.add(new RunEvent.StepFinished(step.id(), new Ending.Failed(failure, because)));
    }

    /// A check nobody made does not hold.
    private List<Verdict> complete(Outcome.Completed completed) {
        var verdicts = new ArrayList<>(completed.verdicts());
        var names = verdicts.stream().map(Verdict::contract).toList();
        for (var contract : step.contracts()) {
            if (!names.contains(contract.name())) {
                verdicts.add(new Verdict(contract.name(), Verdict.Status.ERRORED, List.of(), "was not checked"));
            }
        }
        var missing = names.contains(OUTPUTS) ? List.<Violation>of() : missing(completed);
        if (!missing.isEmpty()) {
            verdicts.add(new Verdict(OUTPUTS, Verdict.Status.BROKEN, missing, ""));
        }
        return verdicts;
    }

    private List<Violation> missing(Outcome.Completed completed) {
        var produced =
                completed.artifacts().stream().map(Outcome.ArtifactId::name).toList();
        return step.outputs().stream()
                .filter(output ->
                        output.required() && !produced.contains(output.name().value()))
                .map(output -> new Violation(output.name().value(), "missing"))
                .toList();
    }

    private Retries retries() {
        var seed = draft.state().started().map(RunEvent.RunStarted::seed).orElse(0);
        return new Retries(step, tries(), draft.state().isStopped(), new Delays(seed));
    }

    private Tries tries() {
        return switch (draft.state().step(step.id())) {
            case StepState.Open open -> open.tries();
            case StepState.Over _ -> throw new IllegalStateException("an attempt of '" + step.id() + "' that is over");
        };
    }
}
