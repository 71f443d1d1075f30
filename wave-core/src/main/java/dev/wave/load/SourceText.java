package dev.wave.load;

import dev.wave.diagnostic.Place;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// The text of a file, by lines: turns the parser's marks, which count code points, into places.
final class SourceText {
    private final String file;
    private final String text;
    private final List<Integer> lineStarts = new ArrayList<>(List.of(0));
    private int lastLine;
    private int lastColumn;
    private int lastOffset;

    SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", at + 1))) {
                lineStarts.add(at + 1);
            }
        }
    }

    /// The first line, counting from 1, with more characters than that; 0 if there is none.
    int lineLongerThan(int most) {
        for (var line = 1; line <= lineStarts.size(); line++) {
            var end = line < lineStarts.size() ? lineStarts.get(line) : text.length();
            if (end - lineStarts.get(line - 1) > most) {
                return line;
            }
        }
        return 0;
    }

    String file() {
        return file;
    }

    Place place(Mark mark) {
        var line = Math.min(mark.getLine(), lineStarts.size() - 1);
        return new Place(file, line + 1, offset(mark) - lineStarts.get(line) + 1);
    }

    /// The offset of a mark in the text, in UTF-16 units. Marks come mostly in the order of the text, so each
    /// is counted from the one before: a line of a million columns costs a million steps, not their square.
    int offset(Mark mark) {
        var line = Math.min(mark.getLine(), lineStarts.size() - 1);
        if (line != lastLine || mark.getColumn() < lastColumn) {
            lastLine = line;
            lastColumn = 0;
            lastOffset = lineStarts.get(line);
        }
        while (lastColumn < mark.getColumn() && lastOffset < text.length()) {
            lastOffset += Character.charCount(text.codePointAt(lastOffset));
            lastColumn++;
        }
        return lastOffset;
    }

    Place placeOfCodePoint(int index) {
        var at = 0;
        for (var left = index; left > 0 && at < text.length(); left--) {
            at += Character.charCount(text.codePointAt(at));
        }
        var line = 0;
        while (line + 1 < lineStarts.size() && lineStarts.get(line + 1) <= at) {
            line++;
        }
        return new Place(file, line + 1, at - lineStarts.get(line) + 1);
    }

    /// The text between two offsets.
    String between(int start, int end) {
        return text.substring(Math.min(start, end), end);
    }

    /// A line without its break, counting from 1; empty beyond the end.
    String line(int number) {
        if (number > lineStarts.size()) {
            return "";
        }
        var end = number < lineStarts.size() ? lineStarts.get(number) : text.length();
        return text.substring(lineStarts.get(number - 1), end).stripTrailing();
    }
}
