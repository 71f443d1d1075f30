package dev.wave.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Columns of text, as wide as their widest cell; the last one has no padding. Where lines have only so many cells,
/// the columns that may be cut are cut, from the right, and what then still does not fit is left out, from the right
/// too.
public final class Table {
    private static final int GAP = 2;

    /// In cells: a column is left out rather than made narrower than this.
    private static final int NARROWEST = 8;

    /// In cells: with less of them a column has its text in one piece, however long.
    private static final int LEAST_ROOM = 20;

    private final List<Column> columns;
    private final List<List<Line>> rows = new ArrayList<>();

    /// A column.
    ///
    /// @param narrowest how many cells of it still say something, with `…` as the last
    public record Column(String heading, int narrowest) {
        /// One that is shown whole or not at all.
        public static Column whole(String heading) {
            return new Column(heading, Integer.MAX_VALUE);
        }

        /// One whose cells may be cut.
        public static Column text(String heading) {
            return text(heading, NARROWEST);
        }

        /// One whose cells may be cut, down to so many.
        public static Column text(String heading, int narrowest) {
            return new Column(heading, narrowest);
        }
    }

    public Table(Column... columns) {
        this.columns = List.of(columns);
        rows.add(this.columns.stream()
                .map(column -> Line.of(column.heading(), Style.BOLD))
                .toList());
    }

    /// One whose columns may all be cut, but for the first.
    public Table(String... headings) {
        this(IntStream.range(0, headings.length)
                .mapToObj(column -> column == 0 ? Column.whole(headings[column]) : Column.text(headings[column]))
                .toArray(Column[]::new));
    }

    /// One more row; as many cells as there are columns.
    public void row(String... cells) {
        row(Arrays.stream(cells).map(Line::of).toArray(Line[]::new));
    }

    /// One more row, with styles.
    public void row(Line... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells");
        }
        rows.add(List.of(cells));
    }

    /// The heading and the rows, as wide as they are.
    public List<String> lines() {
        return lines(Integer.MAX_VALUE).stream().map(Line::text).toList();
    }

    /// The heading and the rows, as they fit that screen.
    public List<Line> lines(Screen screen) {
        return lines(screen.width());
    }

    /// The heading and the rows, in so many cells.
    public List<Line> lines(int width) {
        var widths = fitting(width);
        return rows.stream().map(row -> line(row, widths).cut(width)).toList();
    }

    /// The heading and the rows without styles, nothing cut: what is too long in the last column goes on below it.
    public List<String> folded(Screen screen) {
        var widths = fitting(Integer.MAX_VALUE);
        var left = (int) sum(widths) - widths.removeLast();
        var width = screen.width();
        var room = width - left < LEAST_ROOM ? Integer.MAX_VALUE : width - left;
        return rows.stream().flatMap(row -> folded(row, widths, left, room)).toList();
    }

    private static Stream<String> folded(List<Line> row, List<Integer> widths, int left, int room) {
        var parts = Folded.exactly(row.getLast().text(), room);
        var first = line(row, widths).padded(left).and(parts.getFirst()).stripTrailing();
        return Stream.concat(
                Stream.of(first.text()), parts.stream().skip(1).map(part -> " ".repeat(left) + part.strip()));
    }

    /// How wide the columns are; those that do not fit are not in it.
    private List<Integer> fitting(int width) {
        var widths = new ArrayList<Integer>();
        for (var column = 0; column < columns.size(); column++) {
            var each = column;
            widths.add(
                    rows.stream().mapToInt(row -> row.get(each).width()).max().orElse(0));
        }
        while (widths.size() > 1 && sum(narrowest(widths)) > width) {
            widths.removeLast();
        }
        var over = sum(widths) - width;
        for (var column = widths.size() - 1; column >= 0 && over > 0; column--) {
            var less =
                    (int) Math.min(over, widths.get(column) - narrowest(widths).get(column));
            widths.set(column, widths.get(column) - less);
            over -= less;
        }
        return widths;
    }

    private List<Integer> narrowest(List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(column -> Math.min(columns.get(column).narrowest(), widths.get(column)))
                .toList();
    }

    private static long sum(List<Integer> widths) {
        return widths.stream().mapToLong(Integer::longValue).sum() + (long) GAP * (widths.size() - 1);
    }

    private static Line line(List<Line> row, List<Integer> widths) {
        var line = Line.EMPTY;
        for (var column = 0; column < widths.size(); column++) {
            var cell = row.get(column).cut(widths.get(column));
            line = line.and(column == 0 ? "" : " ".repeat(GAP)).and(cell.padded(widths.get(column)));
        }
        return line.stripTrailing();
    }
}
