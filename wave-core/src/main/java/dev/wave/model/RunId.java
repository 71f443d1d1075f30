package dev.wave.model;

import java.util.regex.Pattern;

/// The name of a run: 4 to 32 lower-case hexadecimal digits, unique in a project's store.
public record RunId(String value) implements Comparable<RunId> {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{4,32}");

    public RunId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a run id: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
