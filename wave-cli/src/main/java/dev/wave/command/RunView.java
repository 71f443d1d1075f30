package dev.wave.command;

import dev.wave.model.StepId;
import dev.wave.run.Activity;
import dev.wave.run.Recorded;
import java.util.function.Consumer;

/// What shows a run while it goes on. Hears of every event, in order; until closed.
@FunctionalInterface
interface RunView extends Consumer<Recorded>, AutoCloseable {

    /// An agent does something. Called by any thread. Most views show nothing of it.
    default void heard(StepId step, int attempt, Activity activity) {}

    /// This process ends now, and nothing more is shown.
    default void abandon() {}

    @Override
    default void close() {}
}
