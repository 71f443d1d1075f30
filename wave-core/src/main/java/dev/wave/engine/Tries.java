package dev.wave.engine;

import dev.wave.model.Retry;
import dev.wave.model.TreeId;
import dev.wave.run.Failure;
import dev.wave.run.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a step's attempts have come to so far: all that decides whether and how it is tried again.
///
/// @param attempts the number of the latest attempt; never starts again, so that a number names one attempt
/// of a run
/// @param failures attempts that count against `retry.max`
/// @param transients attempts ended by what passes by itself
/// @param waited the delays after these
/// @param lost attempts nobody knows the end of
/// @param broken how many attempts each contract broke
/// @param failed fingerprints of the failures, for the breaker
/// @param last the latest attempt's failure
/// @param left the tree from which the current or next attempt goes on; absent: from the step's start
/// @param feedback what is wrong with that tree's outputs
public record Tries(
        int attempts,
        int failures,
        int transients,
        Duration waited,
        int lost,
        SequencedMap<String, Integer> broken,
        List<String> failed,
        Optional<Failure> last,
        Optional<TreeId> left,
        List<Verdict> feedback) {

    /// Nothing was tried yet.
    public static final Tries NONE = new Tries(
            0, 0, 0, Duration.ZERO, 0, new LinkedHashMap<>(), List.of(), Optional.empty(), Optional.empty(), List.of());

    public Tries {
        broken = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(broken));
        failed = List.copyOf(failed);
        feedback = List.copyOf(feedback);
    }

    /// How often this failure came already.
    int times(Failure failure) {
        return Collections.frequency(failed, Fingerprint.of(failure));
    }

    Retry.From from() {
        return left.isPresent() ? Retry.From.PREVIOUS : Retry.From.CLEAN;
    }

    Tries started(int attempt) {
        return new Tries(attempt, failures, transients, waited, lost, broken, failed, last, left, feedback);
    }

    /// The same attempt will be made again, under a new number: what it started from is still there.
    Tries withLost() {
        return new Tries(attempts, failures, transients, waited, lost + 1, broken, failed, last, left, feedback);
    }

    Tries withBroken(String contract) {
        var more = new LinkedHashMap<>(broken);
        more.merge(contract, 1, Integer::sum);
        return new Tries(attempts, failures, transients, waited, lost, more, failed, last, left, feedback);
    }

    Tries withFailure(Failure failure, Optional<TreeId> leaves) {
        var reason = Optional.of(failure);
        if (failure instanceof Failure.Transient) {
            return new Tries(attempts, failures, transients + 1, waited, lost, broken, failed, reason, left, feedback);
        }
        var fingerprints = new ArrayList<>(failed);
        fingerprints.add(Fingerprint.of(failure));
        return failure instanceof Failure.ContractBroken(var verdicts)
                ? new Tries(
                        attempts, failures, transients, waited, lost, broken, fingerprints, reason, leaves, verdicts)
                : new Tries(
                        attempts,
                        failures + 1,
                        transients,
                        waited,
                        lost,
                        broken,
                        fingerprints,
                        reason,
                        leaves,
                        List.of());
    }

    Tries scheduled(Retry.From from, Duration delay) {
        var longer = last.filter(Failure.Transient.class::isInstance).isPresent() ? waited.plus(delay) : waited;
        return from == Retry.From.CLEAN
                ? new Tries(
                        attempts, failures, transients, longer, lost, broken, failed, last, Optional.empty(), List.of())
                : new Tries(attempts, failures, transients, longer, lost, broken, failed, last, left, feedback);
    }
}
