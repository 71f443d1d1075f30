package dev.wave.load;

import dev.wave.model.JsonText;
import java.util.regex.Pattern;

/// What plain scalars are under the core schema of YAML 1.2: `yes`, `on` and `1_000` are texts. Beyond it,
/// infinities, not-a-numbers and numbers out of range are texts too: no field of Wave takes them.
final class YamlScalars {
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OTHER_BASE = Pattern.compile("0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}");

    /// What all that is no text starts with: nearly every scalar is a text, and is known by this.
    private static final String FIRST = "-+.0123456789~nNtTfF";

    private YamlScalars() {}

    static Node.Kind kindOf(String plain) {
        if (plain.length() > 400 || (!plain.isEmpty() && FIRST.indexOf(plain.charAt(0)) < 0)) {
            return Node.Kind.STRING;
        }
        if (NULL.matcher(plain).matches()) {
            return Node.Kind.NULL;
        }
        if (BOOLEAN.matcher(plain).matches()) {
            return Node.Kind.BOOLEAN;
        }
        if (OTHER_BASE.matcher(plain).matches() || (NUMBER.matcher(plain).matches() && isInRange(plain))) {
            return Node.Kind.NUMBER;
        }
        return Node.Kind.STRING;
    }

    private static boolean isInRange(String plain) {
        try {
            JsonText.number(plain);
            return true;
        } catch (NumberFormatException e) {
            return false; // the reader says so where a number is expected
        }
    }
}
