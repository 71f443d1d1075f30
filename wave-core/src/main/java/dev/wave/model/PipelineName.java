package dev.wave.model;

import java.util.regex.Pattern;

/// The name of a pipeline, unique in its project.
public record PipelineName(String value) implements Comparable<PipelineName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    public PipelineName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a pipeline name: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(PipelineName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
