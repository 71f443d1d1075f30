package dev.wave.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Instants as the database has them: microseconds since 1970. What is stored and read again is the same
/// instant only if it was cut to microseconds before.
public final class Micros {
    private Micros() {}

    public static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
