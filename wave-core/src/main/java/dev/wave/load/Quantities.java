package dev.wave.load;

import dev.wave.model.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads durations (`90s`, `10m`, `1h30m`, `7d`, `250ms`), sizes (`64MB`; a KB is 1,024 bytes) and whole
/// numbers.
public final class Quantities {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?(B|K|KB|KiB|M|MB|MiB|G|GB|GiB|b|k|kb|m|mb|g|gb)");

    private Quantities() {}

    /// More than nothing and at most a year.
    public static Optional<Duration> duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var duration = Duration.ofDays(number(match.group(1)))
                .plusHours(number(match.group(2)))
                .plusMinutes(number(match.group(3)))
                .plusSeconds(number(match.group(4)))
                .plusMillis(number(match.group(5)));
        return duration.isPositive() && duration.compareTo(LONGEST) <= 0 ? Optional.of(duration) : Optional.empty();
    }

    /// In bytes; more than nothing.
    public static Optional<Long> size(String text) {
        var match = SIZE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var unit = switch (match.group(2).charAt(0)) {
            case 'B', 'b' -> 1L;
            case 'K', 'k' -> 1024L;
            case 'M', 'm' -> 1024L * 1024;
            default -> 1024L * 1024 * 1024;
        };
        return Optional.of(number(match.group(1)) * unit).filter(bytes -> bytes > 0);
    }

    static Optional<Long> integer(Node.Scalar scalar) {
        return scalar.value() instanceof Value.Num.Whole(var number) ? Optional.of(number) : Optional.empty();
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
