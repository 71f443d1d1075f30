package dev.wave.live;

import dev.wave.view.Cells;
import dev.wave.view.Line;
import dev.wave.view.Style;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Rows side by side as columns, as many as there is room for: the name always, then by their worth.
final class Columns {
    private static final List<String> SPINNER = List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏");
    private static final String STILL = "·";
    private static final String GAP = "  ";

    /// Fewer cells of what an agent does say nothing.
    private static final int DOING = 12;

    private final List<Row> rows;
    private final int width;
    private final int name;
    private final List<String> names;
    private final Set<Column> columns;

    /// What stands after the name, in this order.
    private enum Column {
        PERSONA,
        ATTEMPT,
        ELAPSED,
        TOKENS,
        COST,
        DOING;

        String of(Row row) {
            return switch (this) {
                case PERSONA -> row.persona();
                case ATTEMPT -> row.attempt();
                case ELAPSED -> row.elapsed();
                case TOKENS -> row.tokens();
                case COST -> row.cost();
                case DOING -> row.doing();
            };
        }

        Style style() {
            return switch (this) {
                case PERSONA, ATTEMPT, DOING -> Style.DIM;
                case ELAPSED, TOKENS, COST -> Style.PLAIN;
            };
        }

        boolean isRight() {
            return this == ELAPSED || this == TOKENS || this == COST;
        }
    }

    private static final List<Column> BY_WORTH =
            List.of(Column.ELAPSED, Column.ATTEMPT, Column.DOING, Column.PERSONA, Column.COST, Column.TOKENS);

    Columns(List<Row> rows, int width) {
        this.rows = rows;
        this.width = width;
        var longest = rows.stream()
                .mapToInt(row -> Cells.width(row.indent() + row.name()))
                .max()
                .orElse(0);
        this.name = Math.min(longest, Math.max(8, width / 3));
        this.names = names();
        this.columns = chosen();
    }

    /// Cut where there is no room for them: at the end, or before it if others begin alike.
    private List<String> names() {
        var cut = rows.stream()
                .map(row -> Cells.cut(row.indent() + row.name(), name))
                .toList();
        var count = new HashMap<String, Integer>();
        cut.forEach(text -> count.merge(text, 1, Integer::sum));
        return IntStream.range(0, rows.size())
                .mapToObj(row -> count.getOrDefault(cut.get(row), 0) == 1 ? cut.get(row) : inside(rows.get(row)))
                .toList();
    }

    private String inside(Row row) {
        return row.indent() + Cells.cutInside(row.name(), name - Cells.width(row.indent()));
    }

    private Set<Column> chosen() {
        var chosen = EnumSet.noneOf(Column.class);
        var left = width - 2 - name;
        for (var column : BY_WORTH) {
            var wide = column == Column.DOING ? DOING : width(column);
            if (width(column) > 0 && left >= GAP.length() + wide) {
                chosen.add(column);
                left -= GAP.length() + wide;
            }
        }
        return chosen;
    }

    /// Steady enough that a second that passes moves nothing.
    private int width(Column column) {
        var widest =
                rows.stream().mapToInt(row -> Cells.width(column.of(row))).max().orElse(0);
        return column == Column.ELAPSED && widest > 0 ? Math.max(widest, 4) : widest;
    }

    /// The rows as lines.
    ///
    /// @param tick which picture of the spinner
    List<Line> lines(long tick) {
        var widths = columns.stream().map(this::width).toList();
        var lines = new ArrayList<Line>();
        for (var row = 0; row < rows.size(); row++) {
            lines.add(line(names.get(row), rows.get(row), widths, tick).cut(width));
        }
        return lines;
    }

    private Line line(String named, Row row, List<Integer> widths, long tick) {
        var spinner = row.isWorking() ? SPINNER.get((int) Math.floorMod(tick, (long) SPINNER.size())) : STILL;
        var line = Line.EMPTY.and(spinner + " ", Style.CYAN).and(Cells.padded(named, name), Style.BOLD);
        var width = widths.iterator();
        for (var column : columns) {
            var text = column.of(row);
            var wide = width.next();
            var space = " ".repeat(Math.max(0, wide - Cells.width(text)));
            var padded = column == Column.DOING ? text : column.isRight() ? space + text : text + space;
            line = line.and(GAP).and(padded, column.style());
        }
        return line;
    }
}
