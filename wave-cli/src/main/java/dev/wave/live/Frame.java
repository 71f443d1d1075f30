package dev.wave.live;

import dev.wave.view.Line;
import dev.wave.view.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a run looks like on a terminal at one moment. Pure: same board, same time, same size, same lines.
///
/// A heading; a row for every step that is worked on, or, if there is no room for that, one for those that are
/// called together, and then as many single ones as fit; a line about those that wait.
public final class Frame {

    /// Above them something of what stays is seen, at least on a terminal that is not tiny.
    private static final int SHARE_LEFT = 4;

    private static final int LEAST = 4;

    /// More have no room on any terminal.
    private static final int NAMES = 30;

    private static final long TICK_MILLIS = 125;

    private Frame() {}

    /// At most one line fewer than the terminal has rows, none wider than it is. None at all if it is too small.
    public static List<Line> lines(Board board, Instant now, Size size) {
        if (!size.isEnough()) {
            return List.of();
        }
        var census = board.census();
        var lines = new ArrayList<Line>();
        lines.add(heading(board, census, now, size.columns()));
        var waiting = !census.waiting().isEmpty();
        var most = Math.max(LEAST, size.rows() - 1 - size.rows() / SHARE_LEFT);
        var rows = rows(board, census, now, most - 1 - (waiting ? 1 : 0));
        lines.addAll(new Columns(rows.rows(), size.columns()).lines(now.toEpochMilli() / TICK_MILLIS));
        if (rows.more() > 0) {
            lines.add(Line.EMPTY
                    .and("  … and " + rows.more() + " more", Style.DIM)
                    .cut(size.columns()));
        }
        if (waiting) {
            lines.add(waiting(census).cut(size.columns()));
        }
        return lines;
    }

    /// The fullest form there is room for.
    private static Line heading(Board board, Board.Census census, Instant now, int width) {
        var name = board.state().plan().pipeline().value();
        var done = census.done() + "/" + census.steps();
        var elapsed = Row.elapsed(board.started(), now);
        var tokens = Row.tokens(board.used());
        var cost = Row.cost(board.used());
        return Stream.of(
                        headed(board, census, name + " " + board.run(), done + " steps", elapsed, tokens, cost),
                        headed(board, census, name + " " + board.run(), done + " steps", elapsed, cost),
                        headed(board, census, board.run(), done + " steps", elapsed, cost),
                        headed(board, census, board.run(), done, elapsed))
                .filter(line -> line.width() <= width)
                .findFirst()
                .orElseGet(() -> headed(board, census, "", done, elapsed).cut(width));
    }

    private static Line headed(Board board, Board.Census census, String name, String done, String... rest) {
        var line =
                Line.EMPTY.and(name, Style.BOLD).and(name.isEmpty() ? "" : "  ").and(done);
        if (census.failed() > 0) {
            line = line.and(" · ", Style.DIM).and(census.failed() + " failed", Style.RED);
        }
        if (board.isCancelled()) {
            line = line.and(" · ", Style.DIM).and("cancelling", Style.YELLOW);
        }
        for (var part : rest) {
            line = part.isEmpty() ? line : line.and(" · ", Style.DIM).and(part);
        }
        return line;
    }

    /// What is shown of the steps that are worked on.
    ///
    /// @param more how many more there are
    private record Rows(List<Row> rows, int more) {}

    private static Rows rows(Board board, Board.Census census, Instant now, int most) {
        var active = census.active();
        if (active.size() <= most) {
            return new Rows(
                    active.stream().map(step -> Row.of(step, board, now, "")).toList(), 0);
        }
        var together = active.stream()
                .collect(Collectors.groupingBy(
                        step -> board.template(step.id()), LinkedHashMap::new, Collectors.toList()));
        var single = Math.max(0, most - together.size() - 1); // one row says how many more
        var rows = new ArrayList<Row>();
        var left = active.size();
        for (var entry : together.entrySet()) {
            if (rows.size() == most - 1) {
                break;
            }
            var steps = entry.getValue();
            var members = steps.size() == 1 ? 1 : Math.min(steps.size(), single);
            if (steps.size() > 1) {
                var over = census.over().getOrDefault(entry.getKey(), 0);
                rows.add(Row.of(entry.getKey(), steps, over, board, now));
                single -= members;
            }
            var indent = steps.size() == 1 ? "" : "  ";
            steps.stream().limit(members).forEach(step -> rows.add(Row.of(step, board, now, indent)));
            left -= members == 0
                    ? steps.size()
                    : members; // of those that only their template's row counts none is missed
        }
        return new Rows(rows, left);
    }

    private static Line waiting(Board.Census census) {
        var names = census.waiting().entrySet().stream()
                .limit(NAMES)
                .map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : " ×" + entry.getValue()))
                .collect(Collectors.joining(", "));
        var count =
                census.waiting().values().stream().mapToInt(Integer::intValue).sum();
        return Line.EMPTY
                .and("  " + count + " waiting")
                .and("  " + names + (census.waiting().size() > NAMES ? ", …" : ""), Style.DIM);
    }
}
