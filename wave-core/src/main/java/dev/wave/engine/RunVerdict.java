package dev.wave.engine;

import dev.wave.model.StepId;
import dev.wave.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a run comes to once all its steps are over.
///
/// Green means that no step failed that the run needs, every contract that must pass holds, and nothing was
/// stopped. A run all of whose steps were skipped by their condition is green.
///
/// @param reason empty if it is green; else one line a person can act on
record RunVerdict(RunStatus status, String reason) {
    private static final int NAMES = 5;

    static RunVerdict of(RunState state) {
        if (state.stop() == Stop.CANCELLED) {
            return new RunVerdict(RunStatus.CANCELLED, "cancelled");
        }
        var failed = new ArrayList<StepId>();
        var tainted = new ArrayList<StepId>();
        for (var step : state.plan().steps()) {
            switch (state.step(step.id())) {
                case StepState.Failed _ when !step.optional() -> failed.add(step.id());
                case StepState.Succeeded succeeded when succeeded.tainted() -> tainted.add(step.id());
                case StepState.Succeeded _, StepState.Failed _, StepState.Skipped _, StepState.Open _ -> {}
            }
        }
        if (!failed.isEmpty()) {
            return failed(names(failed) + " failed");
        }
        if (!tainted.isEmpty()) {
            return failed("a contract that must pass does not hold: " + names(tainted));
        }
        return state.isStopped() ? failed("halted") : new RunVerdict(RunStatus.SUCCEEDED, "");
    }

    static RunVerdict failed(String reason) {
        return new RunVerdict(RunStatus.FAILED, reason);
    }

    private static String names(List<StepId> steps) {
        var names = steps.stream().limit(NAMES).map(StepId::value).collect(Collectors.joining(", "));
        return steps.size() <= NAMES ? names : names + " and " + (steps.size() - NAMES) + " more";
    }
}
