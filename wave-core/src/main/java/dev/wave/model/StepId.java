package dev.wave.model;

import java.util.regex.Pattern;

/// The name of a step, unique in its pipeline.
public record StepId(String value) implements Comparable<StepId> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_-]*");

    public StepId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a step id: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(StepId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
