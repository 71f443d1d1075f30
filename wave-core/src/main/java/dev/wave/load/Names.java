package dev.wave.load;

import dev.wave.diagnostic.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Turns written names into typed ones.
final class Names {
    private static final Pattern PARAM = Pattern.compile("\\{\\{|\\{[A-Za-z][A-Za-z0-9_-]*\\}");

    private Names() {}

    static <N> Optional<N> of(
            Node.Scalar scalar,
            String what,
            Predicate<String> isValid,
            Function<String, N> constructor,
            Problems problems) {
        var text = scalar.text();
        if (isValid.test(text)) {
            return Optional.of(constructor.apply(text));
        }
        if (PARAM.matcher(text).find() && !isValid.test("{name}")) {
            problems.add(
                    Code.E_VALUE,
                    scalar.place(),
                    "a parameter cannot stand in the name of " + what,
                    "write the name out");
        } else {
            problems.add(
                    Code.E_VALUE,
                    scalar.place(),
                    scalar.shown() + " is not a name for " + what,
                    suggestion(text, isValid));
        }
        return Optional.empty();
    }

    /// The nearest text that would be a name.
    private static Optional<String> suggestion(String text, Predicate<String> isValid) {
        var filled = text.strip().replaceAll("[^A-Za-z0-9._:{}-]+", "-").replaceAll("-+$", "");
        var plain = text.strip().replaceAll("[^A-Za-z0-9._:-]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
        var isAscii = text.chars().allMatch(c -> c < 0x80);
        for (var candidate : List.of(filled, plain, lower(plain), lower(plain).replace('.', '-'))) {
            if (isAscii && isValid.test(candidate)) {
                return Optional.of("write '" + candidate + "'");
            }
        }
        return Optional.of("use letters, digits, '-' and '_', starting with a lower-case letter");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
