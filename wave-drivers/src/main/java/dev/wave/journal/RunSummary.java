package dev.wave.journal;

import dev.wave.model.RunId;
import java.time.Instant;
import java.util.Optional;

/// A run in one line.
///
/// @param pipeline its name
/// @param status `RUNNING` says that no end is recorded; whether somebody still works on it, its lease tells
/// @param finished when it ended; absent while it runs
/// @param events how many there are
public record RunSummary(
        RunId id,
        String pipeline,
        Status status,
        Instant started,
        Optional<Instant> finished,
        Steps steps,
        long events) {

    /// How far a run came.
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED,
        /// Its journal cannot be read.
        DAMAGED
    }

    /// How many steps are over, by how they ended last.
    ///
    /// @param succeeded with the reused ones
    /// @param reused those of them that took a stored result
    public record Steps(int succeeded, int reused, int failed, int skipped) {}
}
