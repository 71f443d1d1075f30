package dev.wave.model;

import java.util.regex.Pattern;

/// The name of a parameter, as in `{name}` and `--name=value`.
public record ParamName(String value) implements Comparable<ParamName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    public ParamName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a parameter name: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(ParamName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
