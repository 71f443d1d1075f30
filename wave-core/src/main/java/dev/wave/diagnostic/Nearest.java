package dev.wave.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the name somebody probably meant.
public final class Nearest {

    /// How many candidates are looked at; keeps a file full of wrong names cheap.
    private static final int MOST_CANDIDATES = 1_000;

    private static final int LONGEST_NAME = 100;

    private Nearest() {}

    /// The candidate with the fewest typing mistakes between it and the name: at most one per three letters,
    /// letter case counting for nothing. The first of several equally near ones.
    public static Optional<String> of(String name, Collection<String> candidates) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        var wanted = name.toLowerCase(Locale.ROOT);
        var best = Optional.<String>empty();
        var fewest = (name.length() + 1) / 3 + 1;
        for (var candidate : candidates.stream().limit(MOST_CANDIDATES).toList()) {
            if (Math.abs(candidate.length() - name.length()) < fewest) {
                var mistakes = mistakes(wanted, candidate.toLowerCase(Locale.ROOT));
                if (mistakes < fewest) {
                    fewest = mistakes;
                    best = Optional.of(candidate);
                }
            }
        }
        return best;
    }

    /// `did you mean 'x'?` for the nearest candidate.
    public static Optional<String> question(String name, Collection<String> candidates) {
        return of(name, candidates).map(nearest -> "did you mean '" + nearest + "'?");
    }

    /// Insertions, deletions, replacements and swaps of neighbours that make one text of the other.
    private static int mistakes(String some, String other) {
        var beforeLast = new int[other.length() + 1];
        var last = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= some.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var same = some.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && some.charAt(i - 1) == other.charAt(j - 2)
                        && some.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[other.length()];
    }
}
