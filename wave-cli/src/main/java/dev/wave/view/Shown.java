package dev.wave.view;

import dev.wave.run.Origin;
import dev.wave.run.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How numbers are written for people.
public final class Shown {

    private Shown() {}

    /// For example `0.4 s`, `41 s`, `3 m 02 s`, `1 h 05 m`, `7 d 00 h`.
    public static String duration(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < 10) {
            var tenths = duration.toMillis() / 100;
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
        }
        if (duration.toHours() < 48) {
            return String.format(Locale.ROOT, "%d h %02d m", seconds / 3600, seconds / 60 % 60);
        }
        return String.format(Locale.ROOT, "%d d %02d h", duration.toDays(), duration.toHours() % 24);
    }

    /// Where a stored result is from.
    public static String origin(Origin from, Instant now) {
        return switch (from) {
            case Origin.OfRun(var run, var made) -> "run " + run + ", " + ago(Duration.between(made, now));
            case Origin.OfRecording(var name) -> "the recording " + name;
        };
    }

    /// For example `just now`, `5 min ago`, `2 h ago`, `3 days ago`.
    public static String ago(Duration age) {
        if (age.toSeconds() < 60) {
            return "just now";
        }
        if (age.toMinutes() < 60) {
            return age.toMinutes() + " min ago";
        }
        if (age.toHours() < 48) {
            return age.toHours() + " h ago";
        }
        return age.toDays() + " days ago";
    }

    /// For example `870`, `12.4k`, `1.2M`.
    public static String count(long number) {
        if (number < 1000) {
            return Long.toString(number);
        }
        return number < 999_950
                ? String.format(Locale.ROOT, "%.1fk", number / 1000.0)
                : String.format(Locale.ROOT, "%.1fM", number / 1_000_000.0);
    }

    /// For example `870 B`, `12 KB`, `1.2 MB`.
    public static String bytes(long number) {
        if (number < 1000) {
            return number + " B";
        }
        if (number < 999_500) {
            return (number + 500) / 1000 + " KB";
        }
        return number < 999_950_000
                ? String.format(Locale.ROOT, "%.1f MB", number / 1_000_000.0)
                : String.format(Locale.ROOT, "%.1f GB", number / 1_000_000_000.0);
    }

    /// For example `$0.09`; a cost below one cent keeps two digits that count.
    public static String money(BigDecimal dollars) {
        var scale = dollars.compareTo(new BigDecimal("0.01")) < 0 && dollars.signum() > 0 ? 4 : 2;
        return "$" + dollars.setScale(scale, RoundingMode.HALF_UP).toPlainString();
    }

    /// Tokens and cost of something that used a model; empty if it used none.
    public static Optional<String> usage(Usage usage) {
        if (usage.equals(Usage.UNKNOWN)) {
            return Optional.empty();
        }
        if (usage.tokens() == 0 && usage.cost().map(BigDecimal::signum).orElse(1) == 0) {
            return Optional.empty();
        }
        return Optional.of(count(usage.tokens()) + " tokens  "
                + usage.cost().map(Shown::money).orElse("cost unknown"));
    }

    /// For example `1 file`, `2 files`.
    public static String plural(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
