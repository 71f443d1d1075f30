package dev.wave.model;

import java.util.regex.Pattern;

/// The name of an adapter, configured or built in; `acp:NAME` names an agent that speaks ACP.
public record AdapterName(String value) implements Comparable<AdapterName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_-]*(:[a-z0-9][a-z0-9._-]*)?");

    public AdapterName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an adapter name: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(AdapterName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
