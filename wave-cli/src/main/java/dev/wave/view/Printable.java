package dev.wave.view;

/// Text that cannot do anything to a terminal: control and bidirectional characters are replaced by visible
/// ones. Never loses a printable character.
public record Printable(String text) {

    /// Keeps line breaks and tabs; everything else that is not printable becomes visible.
    public static Printable block(String raw) {
        return new Printable(replaced(raw, true));
    }

    /// One line: line breaks become spaces, so that no text can pretend to be another line of Wave's.
    public static Printable line(String raw) {
        return new Printable(replaced(raw, false).strip());
    }

    /// A part of a line: the same, with the spaces at its ends.
    static Printable part(String raw) {
        return new Printable(replaced(raw, false));
    }

    /// JSON on one line, which says the same: what is not printable in its texts becomes an escape.
    public static Printable json(String raw) {
        var text = new StringBuilder(raw.length());
        raw.codePoints().forEach(character -> {
            if (isHarmless(character)) {
                text.appendCodePoint(character);
            } else {
                for (var unit : Character.toChars(character)) {
                    text.append("\\u%04x".formatted((int) unit));
                }
            }
        });
        return new Printable(text.toString());
    }

    private static String replaced(String raw, boolean keepLines) {
        var text = new StringBuilder(raw.length());
        raw.codePoints().forEach(character -> {
            if (character == '\n' || character == '\t') {
                text.append(keepLines ? (char) character : ' ');
            } else if (character == '\r') {
                text.append(keepLines ? "" : " ");
            } else if (isHarmless(character)) {
                text.appendCodePoint(character);
            } else {
                text.append(shown(character));
            }
        });
        return text.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /// C0 controls have pictures of their own in Unicode; the rest is written by number.
    private static String shown(int character) {
        if (character < 0x20) {
            return Character.toString(0x2400 + character);
        }
        return character == 0x7f ? "\u2421" : "<U+%04X>".formatted(character);
    }

    @Override
    public String toString() {
        return text;
    }
}
