package dev.wave.command;

import dev.wave.engine.StepState;
import dev.wave.model.AdapterSettings;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Result;
import dev.wave.spi.Blobs;
import dev.wave.store.StoredResults;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The versions of agents' programs that made a run, as its results tell.
record RunVersions(RecordedRun run, Blobs blobs) implements Function<AdapterSettings, Optional<String>> {

    @Override
    public Optional<String> apply(AdapterSettings adapter) {
        var results = new StoredResults(blobs);
        var state = run.state();
        return run.plan().steps().stream()
                .filter(step -> isBy(adapter, step))
                .flatMap(step -> state.step(step.id()) instanceof StepState.Succeeded done
                        ? results.of(done.result()).stream()
                        : Stream.<Result>empty())
                .flatMap(result -> result.agent().version().stream())
                .findFirst();
    }

    private static boolean isBy(AdapterSettings adapter, PlannedStep step) {
        return step.action() instanceof PlannedAction.Ask ask
                && ask.adapter().name().equals(adapter.name());
    }
}
