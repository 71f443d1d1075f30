package dev.wave.live;

import dev.wave.view.Line;
import java.util.List;

/// Draws lines at the lower end of a terminal, in place, below lines that stay. Knows what is drawn and answers
/// with what changes it; writes nothing itself. For one thread at a time.
///
/// Between two frames the terminal is as a shell would leave it: cursor seen, in the first column below what is
/// drawn, lines wrapped. A process that is killed leaves nothing to repair.
final class Painter {
    /// Nothing that is drawn in place may flow into another row.
    private static final String BEGIN = "\u001b[?25l\u001b[?7l";

    private static final String END = "\u001b[?7h\u001b[?25h";
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String DOWN = "\u001b[B";

    private List<Drawn> drawn = List.of();
    private Size size;
    private boolean moved;

    /// A line as it stands on the terminal.
    private record Drawn(String text, int width) {}

    Painter(Size size) {
        this.size = size;
    }

    /// What is drawn has to be found again: a terminal that becomes narrower breaks the lines that are too long for
    /// it.
    void resized(Size other) {
        size = other;
        moved = true;
    }

    /// What makes the terminal show the lines where the earlier ones are, and before them, for good, those that
    /// stay. Empty if nothing changes.
    String frame(List<Line> staying, List<Line> lines) {
        var next = lines.stream()
                .map(line -> new Drawn(line.colored(), line.width()))
                .toList();
        if (staying.isEmpty() && !moved && next.equals(drawn)) {
            return "";
        }
        var frame = new StringBuilder(BEGIN).append('\r');
        var rows = Math.min(drawn.stream().mapToInt(this::rows).sum(), Math.max(0, size.rows() - 1));
        if (rows > 0) {
            frame.append(CLEAR_LINE); // what a person typed meanwhile
        }
        up(frame, rows);
        var before = drawn;
        if (!staying.isEmpty() || moved) {
            clear(frame, rows);
            frame.append(END);
            staying.forEach(line -> frame.append(line.colored()).append("\r\n"));
            frame.append(BEGIN);
            before = List.of();
        }
        for (var row = 0; row < next.size(); row++) {
            if (row >= before.size() || !before.get(row).equals(next.get(row))) {
                frame.append(CLEAR_LINE).append(next.get(row).text());
            }
            frame.append("\r\n");
        }
        clear(frame, before.size() - next.size());
        drawn = next;
        moved = false;
        return frame.append(END).toString();
    }

    private static void up(StringBuilder frame, int rows) {
        if (rows > 0) {
            frame.append("\u001b[").append(rows).append('A');
        }
    }

    /// Clears so many rows from the cursor's on and returns to it. Row by row: a terminal that is told to clear
    /// all its rows at once may put them into its scroll-back.
    private static void clear(StringBuilder frame, int rows) {
        for (var row = 0; row < rows; row++) {
            frame.append(CLEAR_LINE).append(DOWN);
        }
        up(frame, rows);
    }

    private int rows(Drawn line) {
        return size.columns() < 1 ? 1 : Math.max(1, Math.ceilDiv(line.width(), size.columns()));
    }
}
