package dev.wave.model;

import java.util.regex.Pattern;

/// The name of an artifact, unique among what one step produces. Never starts with a dot and holds no slash,
/// so it is safe as a file name.
public record ArtifactName(String value) implements Comparable<ArtifactName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

    public ArtifactName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an artifact name: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(ArtifactName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
