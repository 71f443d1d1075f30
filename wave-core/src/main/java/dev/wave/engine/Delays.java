package dev.wave.engine;

import dev.wave.model.Retry;
import dev.wave.model.StepId;
import java.time.Duration;
import java.util.Optional;

/// How long to wait before another attempt, in whole milliseconds.
///
/// A delay is never shorter than asked for, and up to a quarter longer where many may wait for the same
/// thing. The quarter is drawn from the run's seed, the step and the attempt: the same run, the same delays.
final class Delays {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration TRANSIENT = Duration.ofSeconds(2);

    private final int seed;

    Delays(int seed) {
        this.seed = seed;
    }

    /// After a failure that counts.
    ///
    /// @param before how many there were already
    Duration afterFailure(Retry retry, int before, StepId step, int attempt) {
        return switch (retry.backoff()) {
            case NONE -> Duration.ZERO;
            case FIXED -> retry.delay();
            case EXPONENTIAL -> jittered(doubled(retry.delay(), before), step, attempt);
        };
    }

    /// After a failure that passes by itself.
    ///
    /// @param before how many there were already
    Duration afterTransient(Optional<Duration> retryAfter, int before, StepId step, int attempt) {
        var asked = retryAfter.filter(after -> !after.isNegative()).orElseGet(() -> doubled(TRANSIENT, before));
        return jittered(shorter(asked), step, attempt);
    }

    private static Duration doubled(Duration delay, int times) {
        var doubled = shorter(delay);
        for (var time = 0; time < times && doubled.compareTo(LONGEST) < 0; time++) {
            doubled = shorter(doubled.multipliedBy(2));
        }
        return doubled;
    }

    private static Duration shorter(Duration delay) {
        return delay.compareTo(LONGEST) <= 0 ? delay : LONGEST;
    }

    private Duration jittered(Duration delay, StepId step, int attempt) {
        var millis = delay.toMillis();
        var quarter = millis / 4 + 1;
        var random = mixed(mixed(mixed(seed) + step.value().hashCode()) + attempt);
        return Duration.ofMillis(millis + Math.floorMod(random, quarter));
    }

    /// SplitMix64's finishing step: neighbouring inputs give unrelated outputs.
    private static long mixed(long input) {
        var bits = input + 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
