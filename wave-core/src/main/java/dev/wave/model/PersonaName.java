package dev.wave.model;

import java.util.regex.Pattern;

/// The name of a persona.
public record PersonaName(String value) implements Comparable<PersonaName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_-]*");

    public PersonaName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a persona name: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(PersonaName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
