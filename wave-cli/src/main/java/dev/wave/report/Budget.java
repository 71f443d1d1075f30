package dev.wave.report;

import java.nio.charset.StandardCharsets;

/// How much of long texts a page holds in all, so that it stays one that a browser opens at once. For one page.
final class Budget {
    /// What a line costs besides its text.
    private static final int LINE = 32;

    private long left;

    /// @param bytes of the page for long texts
    Budget(long bytes) {
        this.left = bytes;
    }

    /// The part of a text that is shown.
    ///
    /// @param more whether there is more of it
    record Cut(String text, boolean more) {}

    /// The beginning of a text, if possible in whole lines.
    ///
    /// @param most characters at most
    Cut take(String text, int most) {
        var room = Math.clamp(left, 0, most);
        var shown = text.length() <= room ? text : text.substring(0, end(text, room));
        left -= Html.escaped(shown).getBytes(StandardCharsets.UTF_8).length
                + LINE * shown.chars().filter(c -> c == '\n').count();
        return new Cut(shown, shown.length() < text.length());
    }

    private static int end(String text, int room) {
        var line = text.lastIndexOf('\n', room - 1) + 1;
        return line > room / 2 ? line : Html.whole(text, room);
    }
}
