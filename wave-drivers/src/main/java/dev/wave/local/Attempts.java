package dev.wave.local;

import dev.wave.engine.Command.StartAttempt;
import dev.wave.engine.Report.AttemptEnded;
import dev.wave.engine.RunState;

/// Makes attempts.
@FunctionalInterface
public interface Attempts {

    /// One attempt, to its end. Interrupting the thread cancels it; when this returns or throws, nothing of
    /// it is alive.
    AttemptEnded run(StartAttempt command, RunState state) throws InterruptedException;
}
