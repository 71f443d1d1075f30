package dev.wave.command;

import dev.wave.journal.RunSummary;
import dev.wave.model.PipelineName;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.Usage;
import dev.wave.view.Estimate;
import dev.wave.view.Estimate.Took;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What the steps of a pipeline took in its latest runs here.
final class History {
    /// How many runs are looked through for some that worked, and how many of those count.
    private static final int LATEST = 50;

    private static final int RUNS = 5;

    /// Facts that are read at most, so that a plan of many steps does not wait for its past.
    private static final long EVENTS = 10_000;

    private final Stores stores;

    History(Stores stores) {
        this.stores = stores;
    }

    /// By step. One that no run has brought to a good end is not in it.
    SequencedMap<StepId, Estimate> of(PipelineName pipeline) {
        var estimates = new LinkedHashMap<StepId, Estimate>();
        var left = EVENTS;
        var runs = stores.journals().list(LATEST).stream()
                .filter(run -> run.pipeline().equals(pipeline.value()) && hasWorked(run))
                .limit(RUNS)
                .toList();
        for (var run : runs) {
            left -= run.events();
            if (left < 0) {
                break;
            }
            of(run.id())
                    .forEach((step, took) -> estimates.merge(step, Estimate.of(took), (known, _) -> known.or(took)));
        }
        return estimates;
    }

    private static boolean hasWorked(RunSummary run) {
        return run.status() != RunSummary.Status.DAMAGED
                && run.steps().succeeded() > run.steps().reused();
    }

    /// All attempts of a step together, of the steps that came to a good end.
    private SequencedMap<StepId, Took> of(RunId run) {
        var took = new LinkedHashMap<StepId, Took>();
        var ended = new LinkedHashMap<StepId, Took>();
        for (var recorded : stores.journals().read(run)) {
            add(recorded, took, ended);
        }
        return ended;
    }

    private static void add(Recorded recorded, SequencedMap<StepId, Took> took, SequencedMap<StepId, Took> ended) {
        switch (recorded.event()) {
            case RunEvent.AttemptFinished attempt ->
                took.merge(attempt.step(), Took.of(attempt.usage(), attempt.took()), Took::plus);
            case RunEvent.StepFinished(var step, Ending.Succeeded _)
            when took.containsKey(step) -> ended.put(step, took.getOrDefault(step, Took.of(Usage.NONE, Duration.ZERO)));
            default -> {}
        }
    }
}
