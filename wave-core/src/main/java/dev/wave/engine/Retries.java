package dev.wave.engine;

import dev.wave.model.Handover.OnFailure;
import dev.wave.model.Handover.Policy;
import dev.wave.model.Retry;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Failure;
import dev.wave.run.RunEvent.Because;
import dev.wave.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What follows an attempt: the only policy there is on trying again.
///
/// - A broken contract is repaired: the next attempt goes on from the tree this one left. Each contract
///   counts the attempts it broke; the step fails when one that must pass and is broken has used up its
///   retries.
/// - Another failure counts against `retry.max`.
/// - What passes by itself counts in neither: at most five times and ten minutes of waiting per step, and the
///   attempt is repeated from where it started.
/// - The same failure three times ends it in any case.
final class Retries {
    private static final int MOST_TRANSIENTS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int REPETITIONS = 3;

    private final PlannedStep step;
    private final Tries tries;
    private final boolean stopped;
    private final Delays delays;

    /// Decides for one attempt.
    ///
    /// @param tries with the contracts this attempt broke counted, its failure not
    /// @param stopped whether nothing new starts in the run
    Retries(PlannedStep step, Tries tries, boolean stopped, Delays delays) {
        this.step = step;
        this.tries = tries;
        this.stopped = stopped;
        this.delays = delays;
    }

    /// What to do next.
    sealed interface Next {

        /// The step has its result.
        record GoOn(boolean tainted) implements Next {}

        record Again(Retry.From from, Duration delay) implements Next {}

        record GiveUp(Because because) implements Next {}
    }

    /// After an attempt whose outputs were checked.
    Next afterChecks(List<Verdict> broken) {
        if (any(broken, policy -> policy.onFailure() == OnFailure.HALT)) {
            return new Next.GiveUp(Because.HALTED);
        }
        var repeated = isRepeated(new Failure.ContractBroken(broken));
        if (any(broken, policy -> policy.onFailure() == OnFailure.RETRY && policy.mustPass())) {
            return repair(broken, repeated);
        }
        var another = broken.stream().anyMatch(verdict -> isRetried(verdict) && !isUsedUp(verdict));
        return another && !stopped && !repeated
                ? new Next.Again(Retry.From.PREVIOUS, Duration.ZERO)
                : new Next.GoOn(any(broken, Policy::mustPass));
    }

    /// After an attempt that came to no outputs.
    Next afterFailure(Failure failure, Optional<TreeId> left) {
        if (stopped) {
            return new Next.GiveUp(Because.STOPPED);
        }
        return switch (failure) {
            case Failure.Exited _,
                    Failure.TimedOut _,
                    Failure.OutputExceeded _,
                    Failure.AgentFailed _,
                    Failure.ContractBroken _ -> counted(failure, left);
            case Failure.Transient(var _, var retryAfter) -> passing(retryAfter);
            case Failure.PermissionViolation _,
                    Failure.SecretFound _,
                    Failure.MergeConflict _,
                    Failure.NotPrepared _,
                    Failure.StoreFailed _,
                    Failure.Lost _,
                    Failure.Cancelled _ -> new Next.GiveUp(Because.FINAL);
        };
    }

    private Next repair(List<Verdict> broken, boolean repeated) {
        if (stopped) {
            return new Next.GiveUp(Because.STOPPED);
        }
        if (broken.stream()
                .anyMatch(verdict -> isRetried(verdict) && policy(verdict).mustPass() && isUsedUp(verdict))) {
            return new Next.GiveUp(Because.USED_UP);
        }
        return repeated ? new Next.GiveUp(Because.REPEATED) : new Next.Again(Retry.From.PREVIOUS, Duration.ZERO);
    }

    private Next counted(Failure failure, Optional<TreeId> left) {
        var retry = step.retry();
        if (tries.failures() >= retry.max()) {
            return new Next.GiveUp(Because.USED_UP);
        }
        if (isRepeated(failure)) {
            return new Next.GiveUp(Because.REPEATED);
        }
        return new Next.Again(
                left.isPresent() ? retry.from() : Retry.From.CLEAN,
                delays.afterFailure(retry, tries.failures(), step.id(), tries.attempts()));
    }

    private Next passing(Optional<Duration> retryAfter) {
        var delay = delays.afterTransient(retryAfter, tries.transients(), step.id(), tries.attempts());
        var isTooLong =
                retryAfter.filter(after -> after.compareTo(LONGEST_WAIT) > 0).isPresent()
                        || tries.waited().plus(delay).compareTo(LONGEST_WAIT) > 0;
        return tries.transients() >= MOST_TRANSIENTS || isTooLong
                ? new Next.GiveUp(Because.USED_UP)
                : new Next.Again(tries.from(), delay);
    }

    private boolean isRepeated(Failure failure) {
        return tries.times(failure) + 1 >= REPETITIONS;
    }

    private boolean isRetried(Verdict verdict) {
        return policy(verdict).onFailure() == OnFailure.RETRY;
    }

    private boolean isUsedUp(Verdict verdict) {
        return tries.broken().getOrDefault(verdict.contract(), 0)
                > policy(verdict).maxRetries();
    }

    private boolean any(List<Verdict> verdicts, Predicate<Policy> condition) {
        return verdicts.stream().map(this::policy).anyMatch(condition);
    }

    /// What Wave checks by itself, such as `outputs`, has the default policy.
    private Policy policy(Verdict verdict) {
        return step.contracts().stream()
                .filter(contract -> contract.name().equals(verdict.contract()))
                .findFirst()
                .map(PlannedContract::policy)
                .orElse(Policy.DEFAULT);
    }
}
