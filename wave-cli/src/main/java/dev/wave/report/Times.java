package dev.wave.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Instants, the same for every reader.
final class Times {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /// For example `2026-11-23 06:40:12 UTC`.
    static String of(Instant instant) {
        return FORM.format(instant);
    }

    static Html html(Instant instant) {
        return Html.of("time", of(instant))
                .with("datetime", instant.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
