package dev.wave.model;

import dev.wave.diagnostic.Place;
import java.util.Arrays;

/// Finds the places of many characters of one text, each in logarithmic time.
public final class TextPlaces {
    private final Text text;
    private final int[] lineStarts;

    public TextPlaces(Text text) {
        this.text = text;
        this.lineStarts = text.layout() instanceof Text.Layout.Block ? lineStarts(text.source()) : new int[] {0};
    }

    /// Where the character at that offset stands, as exactly as it is known.
    public Place at(int offset) {
        var start = text.place();
        return switch (text.layout()) {
            case Text.Layout.Unknown _ -> start;
            case Text.Layout.Inline(var shift) ->
                new Place(start.file(), start.line(), start.column() + shift + offset);
            case Text.Layout.Block(var firstLine, var indent) -> {
                var found = Arrays.binarySearch(lineStarts, offset);
                var line = found >= 0 ? found : -found - 2;
                yield new Place(start.file(), firstLine + line, indent + offset - lineStarts[line] + 1);
            }
        };
    }

    private static int[] lineStarts(String source) {
        var starts = new int[1 + (int) source.chars().filter(c -> c == '\n').count()];
        var line = 1;
        for (var at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
            starts[line++] = at + 1;
        }
        return starts;
    }
}
