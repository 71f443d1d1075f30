package dev.wave.model;

import java.util.regex.Pattern;

/// The name of an environment variable: letters, digits and `_`, not a digit first.
public record VariableName(String value) implements Comparable<VariableName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public VariableName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not the name of a variable");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(VariableName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
