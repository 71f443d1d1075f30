package dev.wave.process;

import dev.wave.run.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How a program ended. In every case nothing of it is alive any more.
public sealed interface Exit {

    /// By itself, or by a signal that was not ours (then the code is 128 and the signal's number).
    record Ended(int code) implements Exit {}

    /// It was killed for taking too long, or for printing nothing for too long.
    record TimedOut(Failure.Limit limit, Duration after) implements Exit {}

    /// It was killed for printing more than it may.
    record TooMuchOutput(long bytes) implements Exit {}

    /// It had said all there was to say ([Listener#farewell]) and was killed for not ending.
    record Stayed(Duration after) implements Exit {}

    /// It was killed because the disk was nearly full, by its own doing or another's.
    ///
    /// @param folder where less than `least` bytes were free
    record DiskFull(Path folder, long least) implements Exit {
        /// The reason, for a person.
        public String reason() {
            return "less than " + least / 1_000_000 + " MB were free at " + folder
                    + ": what ran was ended before the disk was full";
        }
    }

    /// The thread that waited for it was interrupted, so it was killed.
    record Cancelled() implements Exit {}

    /// It never ran.
    record NotStarted(String reason) implements Exit {}

    /// The failure this is for the attempt; absent if the program ended with 0, or had nothing more to say.
    ///
    /// @param lastLines the end of what it printed
    default Optional<Failure> failure(String lastLines) {
        return switch (this) {
            case Ended(var code) when code == 0 -> Optional.empty();
            case Ended(var code) -> Optional.of(new Failure.Exited(code, lastLines));
            case TimedOut(var limit, var after) -> Optional.of(new Failure.TimedOut(limit, after));
            case TooMuchOutput(var bytes) -> Optional.of(new Failure.OutputExceeded(bytes));
            case Stayed _ -> Optional.empty();
            case DiskFull full -> Optional.of(new Failure.StoreFailed(full.reason()));
            case Cancelled() -> Optional.of(new Failure.Cancelled());
            case NotStarted(var reason) -> Optional.of(new Failure.AgentFailed(reason));
        };
    }
}
