package dev.wave.model;

import java.util.regex.Pattern;

/// The name of a secret, and of the variable in which a step finds it.
public record SecretName(String value) implements Comparable<SecretName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    public SecretName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a secret's name: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(SecretName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
