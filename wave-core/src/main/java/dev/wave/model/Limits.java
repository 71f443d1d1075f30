package dev.wave.model;

import java.time.Duration;

/// The bounds of one attempt.
///
/// @param timeout wall time
/// @param idle longest silence on standard output and error
/// @param outputBytes most bytes the program may print
public record Limits(Duration timeout, Duration idle, long outputBytes) {

    /// What holds where the author says nothing; `plan` prints them.
    public static final Limits DEFAULT = new Limits(Duration.ofMinutes(30), Duration.ofMinutes(5), 64L * 1024 * 1024);
}
