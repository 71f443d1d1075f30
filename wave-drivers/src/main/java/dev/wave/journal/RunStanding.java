package dev.wave.journal;

import java.util.Locale;

/// How a run stands now: what its journal says, and whether somebody works on it.
public enum RunStanding {
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /// It has not ended, and a process works on it.
    RUNNING,
    /// It has not ended, and nobody works on it any more.
    INTERRUPTED,
    /// Its journal cannot be read.
    DAMAGED;

    /// Where a run stands of which the journal tells this.
    ///
    /// @param isGoingOn whether a process works on it
    public static RunStanding of(RunSummary.Status status, boolean isGoingOn) {
        return switch (status) {
            case SUCCEEDED -> SUCCEEDED;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
            case RUNNING -> isGoingOn ? RUNNING : INTERRUPTED;
            case DAMAGED -> DAMAGED;
        };
    }

    /// For people and programs.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
