package dev.wave.engine;

import dev.wave.key.Key;
import dev.wave.model.Retry;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the engine wants done. Each is answered by exactly one [Report]; after a crash the pending ones are
/// issued again.
public sealed interface Command {

    /// Merge the dependencies' trees, fill in names, compute the key, look for a stored result, this run's
    /// first. Idempotent.
    record Prepare(StepId step) implements Command {}

    /// One attempt, from an open workspace to checked outputs. Not idempotent: after a crash it is answered
    /// with `Lost`.
    ///
    /// @param start the step's full start tree
    /// @param previous the tree the failed attempt left, when this one goes on from it
    /// @param feedback what was wrong with the previous attempt's outputs
    record StartAttempt(
            StepId step, int attempt, Key key, TreeId start, Optional<TreeId> previous, List<Verdict> feedback)
            implements Command {
        public StartAttempt {
            feedback = List.copyOf(feedback);
        }

        public Retry.From from() {
            return previous.isPresent() ? Retry.From.PREVIOUS : Retry.From.CLEAN;
        }
    }

    /// Wait. Idempotent.
    record Delay(StepId step, int attempt, Duration duration) implements Command {}

    /// Interrupt a running attempt; its own command is still answered. Has no report of its own.
    record CancelAttempt(StepId step, int attempt) implements Command {}

    /// Merge the leaf steps' trees into the run's final tree. Idempotent.
    record MergeFinal(List<StepId> leaves) implements Command {
        public MergeFinal {
            leaves = List.copyOf(leaves);
        }
    }
}
