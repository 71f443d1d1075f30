package dev.wave.contract;

/// Pieces of other people's text within a message: on one line and short.
final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    static String text(String text) {
        return "'" + plain(text) + "'";
    }

    static String plain(String text) {
        var line = text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
