package dev.wave.journal;

import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Folds a run's records to its summary. For one thread.
final class SummaryFold {
    private final RunId run;
    private final Map<StepId, Mark> marks = new HashMap<>();
    private String pipeline = "";
    private RunSummary.Status status = RunSummary.Status.RUNNING;
    private Instant started = Instant.EPOCH;
    private Optional<Instant> finished = Optional.empty();
    private Instant last = Instant.EPOCH;
    private long events;

    SummaryFold(RunId run) {
        this.run = run;
    }

    /// The one place that says what an event means for the summary.
    void add(Recorded recorded) {
        events = recorded.seq();
        last = recorded.time();
        switch (recorded.event()) {
            case RunEvent.RunStarted event -> {
                pipeline = event.pipeline();
                started = recorded.time();
            }
            case RunEvent.RunResumed _ -> running();
            case RunEvent.StepReady event -> marks.remove(event.step());
            case RunEvent.StepReused event -> marks.put(event.step(), Mark.REUSING);
            case RunEvent.StepSkipped event -> marks.put(event.step(), Mark.SKIPPED);
            case RunEvent.StepFinished(var step, RunEvent.Ending.Succeeded _) ->
                marks.put(step, marks.get(step) == Mark.REUSING ? Mark.REUSED : Mark.SUCCEEDED);
            case RunEvent.StepFinished(var step, RunEvent.Ending.Failed _) -> marks.put(step, Mark.FAILED);
            case RunEvent.RunFinished event -> {
                finished = Optional.of(recorded.time());
                status = switch (event.status()) {
                    case SUCCEEDED -> RunSummary.Status.SUCCEEDED;
                    case FAILED -> RunSummary.Status.FAILED;
                    case CANCELLED -> RunSummary.Status.CANCELLED;
                };
            }
            case RunEvent.AttemptStarted _,
                    RunEvent.AttemptLost _,
                    RunEvent.DriftFound _,
                    RunEvent.ContractChecked _,
                    RunEvent.AttemptFinished _,
                    RunEvent.RetryScheduled _,
                    RunEvent.RetryDue _,
                    RunEvent.CancelRequested _ -> {}
        }
    }

    /// When the last record was made.
    Instant last() {
        return last;
    }

    RunSummary summary() {
        var reused = count(Mark.REUSED);
        return new RunSummary(
                run,
                pipeline,
                status,
                started,
                finished,
                new RunSummary.Steps(count(Mark.SUCCEEDED) + reused, reused, count(Mark.FAILED), count(Mark.SKIPPED)),
                events);
    }

    private void running() {
        status = RunSummary.Status.RUNNING;
        finished = Optional.empty();
    }

    private int count(Mark mark) {
        return (int) marks.values().stream().filter(mark::equals).count();
    }

    private enum Mark {
        REUSING,
        REUSED,
        SUCCEEDED,
        FAILED,
        SKIPPED
    }
}
