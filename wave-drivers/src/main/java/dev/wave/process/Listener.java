package dev.wave.process;

import java.time.Duration;
import java.util.Optional;

/// Hears what a program prints, as it prints it. Called by one thread at a time, and never after
/// [Processes#run] has returned. What it throws kills the program and comes out of `run`.
public interface Listener {

    /// A line on standard output, without its end; also the last one if no line end follows it. Bytes that
    /// are not UTF-8 are replaced. A line longer than [LineSplitter#LONGEST] comes in pieces.
    void line(String line);

    /// A line on standard error.
    default void errorLine(String line) {}

    /// How long the program may take to end from now on, if it has said all there is to say; empty while it has
    /// not. Asked after every piece that was heard; the first answer counts. A program that is still there
    /// afterwards is killed, and its exit is [Exit.Stayed].
    default Optional<Duration> farewell() {
        return Optional.empty();
    }

    /// The bytes of either stream in the order they arrived, before they are lines. The array is only lent.
    ///
    /// @param error whether they were printed on standard error
    default void bytes(boolean error, byte[] bytes, int length) {}
}
