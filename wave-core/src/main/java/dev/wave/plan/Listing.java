package dev.wave.plan;

import java.util.List;

/// Lists names in sentences.
final class Listing {
    private static final int MOST = 12;

    private Listing() {}

    /// `'a', 'b' and 'c'`, cut short when there are many.
    static String of(List<String> names) {
        if (names.size() > MOST) {
            return quoted(names.subList(0, MOST)) + " and " + (names.size() - MOST) + " more";
        }
        return names.size() < 2
                ? quoted(names)
                : quoted(names.subList(0, names.size() - 1)) + " and " + quoted(List.of(names.getLast()));
    }

    /// `there is 'a'`, or `there are 'a' and 'b'`.
    static String there(List<String> names) {
        return (names.size() == 1 ? "there is " : "there are ") + of(names);
    }

    /// `a → b → c`, cut short in the middle when there are many.
    static String path(List<String> names) {
        if (names.size() <= MOST) {
            return String.join(" → ", names);
        }
        var half = MOST / 2;
        return String.join(" → ", names.subList(0, half)) + " → … " + (names.size() - MOST) + " more … → "
                + String.join(" → ", names.subList(names.size() - half, names.size()));
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(name -> "'" + name + "'").toList());
    }
}
