package dev.wave.process;

import java.time.Duration;

/// A program that ran, or could not.
///
/// @param lastLines the end of standard output, then that of standard error, together at most [Tail#SIZE]
/// bytes
/// @param bytes how much it printed
public record Ran(Exit exit, String lastLines, long bytes, Duration took) {

    /// A program that did not run.
    static Ran not(Exit exit) {
        return new Ran(exit, "", 0, Duration.ZERO);
    }

    /// Whether the program ended by itself with exit code 0.
    public boolean succeeded() {
        return exit instanceof Exit.Ended(var code) && code == 0;
    }
}
