package dev.wave.view;

import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.run.Artifact;
import dev.wave.run.Recorded;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// How one step went in one run; a fold of the run's journal.
///
/// @param status `succeeded`, `reused`, `failed`, `skipped` or `open`, with the reason of a failure
/// @param attempts how many were made in this run
/// @param verdicts of its result, or of the last attempt if there is none
/// @param result absent if it has none, or it is not in the store any more
public record StepRecord(
        String status, int attempts, Usage usage, Duration took, List<Verdict> verdicts, Optional<Result> result) {
    private static final StepRecord OPEN =
            new StepRecord("open", 0, Usage.NONE, Duration.ZERO, List.of(), Optional.empty());

    public StepRecord {
        verdicts = List.copyOf(verdicts);
    }

    /// The steps of a run, in the order in which they were first heard of.
    ///
    /// @param results reads a result's manifest
    public static SequencedMap<StepId, StepRecord> of(
            List<Recorded> records, Function<Digest, Optional<Result>> results) {
        var steps = new LinkedHashMap<StepId, StepRecord>();
        for (var recorded : records) {
            if (recorded.event() instanceof RunEvent.OfStep event) {
                steps.put(event.step(), steps.getOrDefault(event.step(), OPEN).after(event, results));
            }
        }
        return steps;
    }

    private StepRecord after(RunEvent.OfStep event, Function<Digest, Optional<Result>> results) {
        return switch (event) {
            case RunEvent.StepReused _ -> with("reused");
            case RunEvent.StepSkipped _ -> with("skipped");
            case RunEvent.AttemptStarted _ -> new StepRecord(status, attempts + 1, usage, took, List.of(), result);
            case RunEvent.ContractChecked checked -> {
                var all = new ArrayList<>(verdicts);
                all.add(checked.verdict());
                yield new StepRecord(status, attempts, usage, took, all, result);
            }
            case RunEvent.AttemptFinished finished ->
                new StepRecord(
                        status, attempts, usage.plus(finished.usage()), took.plus(finished.took()), verdicts, result);
            case RunEvent.StepFinished(var _, var ending) ->
                switch (ending) {
                    case Ending.Succeeded succeeded -> {
                        var made = results.apply(succeeded.result());
                        var name = status.equals("reused") ? status : "succeeded";
                        yield new StepRecord(
                                name,
                                attempts,
                                usage,
                                took,
                                made.map(Result::verdicts).orElse(verdicts),
                                made);
                    }
                    case Ending.Failed(var failure, var _) -> with("failed: " + FailureText.of(failure));
                };
            case RunEvent.StepReady _,
                    RunEvent.AttemptLost _,
                    RunEvent.DriftFound _,
                    RunEvent.RetryScheduled _,
                    RunEvent.RetryDue _ -> this;
        };
    }

    private StepRecord with(String other) {
        return new StepRecord(other, attempts, usage, took, verdicts, result);
    }

    /// What it handed over, by name.
    SequencedMap<String, Artifact> artifacts() {
        var artifacts = new LinkedHashMap<String, Artifact>();
        result.ifPresent(made -> made.artifacts()
                .forEach(artifact -> artifacts.put(artifact.name().value(), artifact)));
        return artifacts;
    }

    /// Its verdicts on one line.
    String judged() {
        return verdicts.isEmpty()
                ? "none"
                : verdicts.stream()
                        .map(verdict -> verdict.contract() + " "
                                + verdict.status().name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .reduce((some, other) -> some + ", " + other)
                        .orElse("");
    }
}
