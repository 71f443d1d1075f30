package dev.wave.help;

import java.util.ArrayList;
import java.util.List;

/// Text in lines that are no longer than a width.
public final class Wrapped {

    private Wrapped() {}

    /// The words of a text, as many to a line as fit. A word that is longer than a line has one of its own.
    ///
    /// @param width in characters, at least one
    public static List<String> words(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && length(line) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// A page: its paragraphs are wrapped, its headings and indented lines stay as they are.
    static List<String> page(String text, int width) {
        var lines = new ArrayList<String>();
        var paragraph = new ArrayList<String>();
        text.lines().forEach(line -> {
            if (line.isBlank() || line.startsWith(" ")) {
                end(paragraph, lines, width);
                lines.add(line.stripTrailing());
            } else {
                paragraph.add(line);
            }
        });
        end(paragraph, lines, width);
        return lines;
    }

    private static void end(List<String> paragraph, List<String> lines, int width) {
        if (!paragraph.isEmpty()) {
            lines.addAll(words(String.join(" ", paragraph), width));
            paragraph.clear();
        }
    }

    private static int length(CharSequence text) {
        return text.toString().codePointCount(0, text.length());
    }
}
