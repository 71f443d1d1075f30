package dev.wave.view;

/// How many cells of a terminal text takes: two for a wide character such as `語` or an emoji, none for a combining
/// mark, one for any other. Text is what [Printable] made of it; a control character counts as one cell.
public final class Cells {
    /// The first and the last character of each block that is wide, by Unicode's East Asian Width; emoji are
    /// known to Java.
    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x2e80, 0x303e},
        {0x3041, 0x33ff},
        {0x3400, 0x4dbf},
        {0x4e00, 0xa4cf},
        {0xa960, 0xa97c},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe10, 0xfe19},
        {0xfe30, 0xfe6b},
        {0xff01, 0xff60},
        {0xffe0, 0xffe6},
        {0x16fe0, 0x18cff},
        {0x1aff0, 0x1b2ff},
        {0x20000, 0x3fffd}
    };

    /// Below this nothing is wide and nothing combines.
    private static final int FIRST_SPECIAL = 0x300;

    private static final String MORE = "…";

    private Cells() {}

    /// The width of a line, in cells.
    public static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    /// As much of the text as fits, with `…` in the place of what does not. Never cuts a character in two, nor
    /// parts it from its marks.
    ///
    /// @param columns how many cells there are; below one nothing fits
    public static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        if (columns < 1) {
            return "";
        }
        var end = 0;
        var used = 0;
        while (end < text.length()) {
            var character = text.codePointAt(end);
            used += width(character);
            if (used > columns - 1) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end) + MORE;
    }

    /// As much of the text's beginning and of its end as fits, of the end more, with `…` between them.
    ///
    /// @param columns how many cells there are; below one nothing fits
    public static String cutInside(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        var first = Math.max(0, columns - 1) / 3 + 1; // with the `…`
        var begin = text.length();
        var used = 0;
        while (begin > 0) {
            var before = text.offsetByCodePoints(begin, -1);
            used += width(text.codePointAt(before));
            if (used > columns - first) {
                break;
            }
            begin = before;
        }
        while (begin < text.length() && width(text.codePointAt(begin)) == 0) { // a mark without its character
            begin += Character.charCount(text.codePointAt(begin));
        }
        return cut(text, Math.min(first, columns)) + text.substring(begin);
    }

    /// The text with spaces after it up to the column; a longer text stays as it is.
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    private static int width(int character) {
        if (character < FIRST_SPECIAL) {
            return 1;
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    private static boolean isWide(int character) {
        if (Character.isEmojiPresentation(character)) {
            return !isHalfOfFlag(character);
        }
        for (var block : WIDE) {
            if (character <= block[1]) {
                return character >= block[0];
            }
        }
        return false;
    }

    /// Two letters make one flag of two cells.
    private static boolean isHalfOfFlag(int character) {
        return character >= 0x1f1e6 && character <= 0x1f1ff;
    }
}
