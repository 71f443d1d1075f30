package dev.wave.local;

import dev.wave.model.StepId;
import dev.wave.run.Activity;

/// Hears what an agent is doing while it does it. Called by the attempt's own threads; must not block for
/// long.
@FunctionalInterface
public interface Watch {

    void heard(StepId step, int attempt, Activity activity);
}
