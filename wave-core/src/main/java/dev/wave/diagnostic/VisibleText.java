package dev.wave.diagnostic;

/// Text from elsewhere, made safe to print in one line: whatever would move the cursor, change colours or
/// turn the writing direction becomes a visible sign.
public final class VisibleText {

    private VisibleText() {}

    /// The text with every control character, line break and direction mark replaced by one visible
    /// character.
    public static String line(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints().map(VisibleText::visible).forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static int visible(int c) {
        if (c < ' ') {
            return 0x2400 + c; // the Unicode pictures of the control characters, in their order
        }
        if (c == 0x7f) {
            return 0x2421;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> 0xfffd;
            default -> c;
        };
    }

    /// How many columns of a terminal the text takes, as most terminals count.
    public static int columns(String text) {
        return text.codePoints().map(VisibleText::columns).sum();
    }

    private static int columns(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0x1f300 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }
}
