package dev.wave.view;

import java.util.ArrayList;
import java.util.List;

/// Columns of text, as wide as their widest cell; the last one has no padding.
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /// One more row; as many cells as there are headings.
    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells");
        }
        rows.add(List.of(cells));
    }

    /// The heading and the rows.
    public List<String> lines() {
        var columns = rows.getFirst().size();
        var widths = new int[columns];
        for (var row : rows) {
            for (var column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (var column = 0; column < row.size(); column++) {
            line.append(row.get(column)).append(" ".repeat(widths[column] - width(row.get(column)) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
