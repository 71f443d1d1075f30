package dev.wave.model;

import java.time.Duration;

/// The bounds of one attempt.
///
/// @param timeout wall time
/// @param idle longest silence on standard output and error
/// @param outputBytes most bytes the program may print
/// @param resources most memory and processor time
public record Limits(Duration timeout, Duration idle, long outputBytes, Resources resources) {

    /// What holds where the author says nothing; `plan` prints them.
    public static final Limits DEFAULT = new Limits(Duration.ofMinutes(30), Duration.ofMinutes(5), 64L * 1024 * 1024);

    /// Bounds without any on memory and processor time.
    public Limits(Duration timeout, Duration idle, long outputBytes) {
        this(timeout, idle, outputBytes, Resources.ALL);
    }
}
