package dev.wave.model;

import java.time.Duration;

/// What follows an attempt that ended without an answer to check: exit code, timeout, agent failure.
///
/// @param max retries, not attempts
/// @param from the file state the next attempt starts from
public record Retry(int max, Backoff backoff, Duration delay, From from) {

    /// What holds where the author says nothing.
    public static final Retry DEFAULT = new Retry(1, Backoff.EXPONENTIAL, Duration.ofSeconds(1), From.CLEAN);

    /// How the delay grows with the attempts.
    public enum Backoff {
        NONE,
        FIXED,
        EXPONENTIAL
    }

    /// Where an attempt starts: the tree the failed one left, or the step's start tree.
    public enum From {
        PREVIOUS,
        CLEAN
    }
}
