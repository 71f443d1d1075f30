package dev.wave.run;

import dev.wave.model.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Why an attempt at a step, or the step before any attempt, did not succeed. An expected outcome, so a
/// value.
public sealed interface Failure {

    /// The program ended with another exit code than 0.
    record Exited(int code, String lastLines) implements Failure {}

    /// The attempt took longer than it may, or was silent for longer than it may.
    record TimedOut(Limit limit, Duration after) implements Failure {}

    /// The program printed more than it may.
    record OutputExceeded(long bytes) implements Failure {}

    /// Outputs are missing or contracts do not hold.
    record ContractBroken(List<Verdict> verdicts) implements Failure {
        public ContractBroken {
            verdicts = List.copyOf(verdicts);
        }
    }

    /// The step did what its permissions do not allow.
    record PermissionViolation(List<Violation> violations) implements Failure {
        public PermissionViolation {
            violations = List.copyOf(violations);
        }
    }

    /// What it left holds the value of a secret. Nothing of it is stored.
    ///
    /// @param places files, with which secret is in each; never the value
    record SecretFound(List<Violation> places) implements Failure {
        public SecretFound {
            places = List.copyOf(places);
        }
    }

    /// The agent's program ended without doing its work.
    record AgentFailed(String message) implements Failure {}

    /// Something that passes by itself: rate limit, overload, cut stream.
    ///
    /// @param retryAfter how long the other side asks to wait
    record Transient(String message, Optional<Duration> retryAfter) implements Failure {}

    /// Two dependencies changed the same files.
    record MergeConflict(List<StepId> steps, List<String> files) implements Failure {
        public MergeConflict {
            steps = List.copyOf(steps);
            files = List.copyOf(files);
        }
    }

    /// What the step needs could not be prepared: an expression, an input, a setup command.
    record NotPrepared(String message) implements Failure {}

    /// The store or the workspace could not be read or written.
    record StoreFailed(String message) implements Failure {}

    /// The process that ran the attempt is gone; nobody knows how far it came.
    record Lost() implements Failure {}

    record Cancelled() implements Failure {}

    /// Which limit was reached.
    enum Limit {
        WALL,
        IDLE
    }
}
