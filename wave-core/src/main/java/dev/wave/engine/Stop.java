package dev.wave.engine;

/// Why nothing new starts in a run. Ordered: a later one includes the ones before it.
public enum Stop {
    /// It does.
    NONE,
    /// A contract's policy is `halt`; running attempts go on to their end.
    HALTED,
    /// A step failed and the pipeline is `fail_fast`; running attempts are cancelled.
    FAILED_FAST,
    /// A person asked for it; running attempts are cancelled.
    CANCELLED;

    boolean cancels() {
        return compareTo(FAILED_FAST) >= 0;
    }

    Stop or(Stop other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
