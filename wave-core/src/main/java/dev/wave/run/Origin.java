package dev.wave.run;

import dev.wave.model.RunId;
import java.time.Instant;

/// Where a result that is used in place of an attempt comes from.
public sealed interface Origin {

    /// The run that made it.
    record OfRun(RunId run, Instant made) implements Origin {}

    /// A recording that the lock names.
    ///
    /// @param name written `PIPELINE/CASE`
    record OfRecording(String name) implements Origin {}
}
