package dev.wave.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One line for people, whose parts may have a [Style]. Its text cannot do anything to a terminal, whoever wrote it.
public record Line(List<Part> parts) {
    public static final Line EMPTY = new Line(List.of());

    public Line {
        parts = List.copyOf(parts);
    }

    /// A stretch of text in one style. What is not printable in it becomes visible, line breaks and tabs spaces.
    public record Part(String text, Style style) {
        public Part {
            text = Printable.part(text).text();
        }
    }

    public static Line of(String text) {
        return of(text, Style.PLAIN);
    }

    public static Line of(String text, Style style) {
        return text.isEmpty() ? EMPTY : new Line(List.of(new Part(text, style)));
    }

    /// Plain lines of these texts.
    public static List<Line> all(List<String> texts) {
        return texts.stream().map(Line::of).toList();
    }

    public Line and(String text) {
        return and(Line.of(text));
    }

    public Line and(String text, Style style) {
        return and(Line.of(text, style));
    }

    public Line and(Line other) {
        var both = new ArrayList<>(parts);
        both.addAll(other.parts);
        return new Line(both);
    }

    /// In cells.
    public int width() {
        return parts.stream().mapToInt(part -> Cells.width(part.text())).sum();
    }

    /// As much of it as fits into so many cells, with `…` in the place of what does not.
    public Line cut(int columns) {
        if (width() <= columns) {
            return this;
        }
        var kept = new ArrayList<Part>();
        var left = columns;
        for (var part : parts) {
            var width = Cells.width(part.text());
            if (width >= left) { // if it just fits, something follows that does not
                kept.add(new Part(Cells.cut(width == left ? part.text() + " " : part.text(), left), part.style()));
                break;
            }
            kept.add(part);
            left -= width;
        }
        return new Line(kept);
    }

    /// With spaces after it up to the column.
    public Line padded(int columns) {
        return and(" ".repeat(Math.max(0, columns - width())));
    }

    /// Without spaces at its end.
    public Line stripTrailing() {
        var kept = new ArrayList<>(parts);
        while (!kept.isEmpty()) {
            var last = kept.removeLast();
            var stripped = last.text().stripTrailing();
            if (!stripped.isEmpty()) {
                kept.add(new Part(stripped, last.style()));
                break;
            }
        }
        return new Line(kept);
    }

    /// Without any style.
    public String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    /// For a terminal with colours.
    public String colored() {
        return parts.stream().map(part -> part.style().on(part.text())).collect(Collectors.joining());
    }
}
