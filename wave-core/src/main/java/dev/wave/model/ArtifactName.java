package dev.wave.model;

import java.util.regex.Pattern;

/// The name of an artifact, unique among what one step produces. Never starts with a dot and holds no slash,
/// so it is safe as a file name. A declared one may hold parameters, `{feature}-report`; nothing is produced
/// under such a name, since a plan has their values in it.
public record ArtifactName(String value) implements Comparable<ArtifactName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    private static final Pattern TEMPLATE =
            Pattern.compile("(?![.-])(?:[A-Za-z0-9._-]|\\{[A-Za-z][A-Za-z0-9_-]*\\}){1,100}");

    public ArtifactName {
        if (!isDeclarable(value)) {
            throw new IllegalArgumentException("not an artifact name: '" + value + "'");
        }
    }

    /// Whether the text is a name without parameters.
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    /// Whether the text is a name, or will be one when its parameters are filled in.
    public static boolean isDeclarable(String text) {
        return isValid(text) || TEMPLATE.matcher(text).matches();
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
