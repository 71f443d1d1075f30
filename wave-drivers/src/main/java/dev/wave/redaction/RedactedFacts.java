package dev.wave.redaction;

import dev.wave.run.Activity;
import dev.wave.run.Failure;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import java.util.List;

/// What is told and recorded of an attempt, without values of secrets: the names of files, the words of an adapter
/// and of a contract come from agents too, and not only by way of a program's output.
public final class RedactedFacts {
    private final Redaction redaction;

    public RedactedFacts(Redaction redaction) {
        this.redaction = redaction;
    }

    public Activity of(Activity activity) {
        return switch (activity) {
            case Activity.Said(var text) -> new Activity.Said(redaction.text(text));
            case Activity.ToolStarted(var id, var tool, var summary) ->
                new Activity.ToolStarted(redaction.text(id), redaction.text(tool), redaction.text(summary));
            case Activity.Notice(var text) -> new Activity.Notice(redaction.text(text));
            case Activity.ToolFinished _, Activity.Used _ -> activity;
        };
    }

    public Failure of(Failure failure) {
        return switch (failure) {
            case Failure.Exited(var code, var lastLines) -> new Failure.Exited(code, redaction.text(lastLines));
            case Failure.ContractBroken(var verdicts) -> new Failure.ContractBroken(verdicts(verdicts));
            case Failure.PermissionViolation(var violations) -> new Failure.PermissionViolation(violations(violations));
            case Failure.SecretFound(var places) -> new Failure.SecretFound(violations(places));
            case Failure.AgentFailed(var message) -> new Failure.AgentFailed(redaction.text(message));
            case Failure.Transient(var message, var retryAfter) ->
                new Failure.Transient(redaction.text(message), retryAfter);
            case Failure.MergeConflict(var steps, var files) ->
                new Failure.MergeConflict(
                        steps, files.stream().map(redaction::text).toList());
            case Failure.NotPrepared(var message) -> new Failure.NotPrepared(redaction.text(message));
            case Failure.StoreFailed(var message) -> new Failure.StoreFailed(redaction.text(message));
            case Failure.TimedOut _, Failure.OutputExceeded _, Failure.Lost _, Failure.Cancelled _ -> failure;
        };
    }

    /// Verdicts with their violations and evidence.
    public List<Verdict> verdicts(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> new Verdict(
                        verdict.contract(),
                        verdict.status(),
                        violations(verdict.violations()),
                        redaction.text(verdict.evidence()),
                        verdict.impure()))
                .toList();
    }

    private List<Violation> violations(List<Violation> violations) {
        return violations.stream()
                .map(violation -> new Violation(redaction.text(violation.where()), redaction.text(violation.message())))
                .toList();
    }
}
