package dev.wave.view;

import java.util.ArrayList;
import java.util.List;

/// Short statements in a row, ` · ` between them, on as many lines as the screen needs: a line ends between two of
/// them. What is empty is left out.
public final class Flow {
    private static final Line BETWEEN = Line.of(" · ", Style.DIM);

    private final List<Line> parts = new ArrayList<>();

    public Flow add(String part) {
        return add(Line.of(part));
    }

    public Flow add(Line part) {
        if (part.width() > 0) {
            parts.add(part);
        }
        return this;
    }

    /// In lines of at most so many cells; one statement that is longer is cut.
    public List<Line> lines(int width) {
        var lines = new ArrayList<Line>();
        for (var part : parts) {
            var fits = !lines.isEmpty() && (long) lines.getLast().width() + BETWEEN.width() + part.width() <= width;
            lines.add(fits ? lines.removeLast().and(BETWEEN).and(part) : part);
        }
        return lines.stream().map(line -> line.cut(width)).toList();
    }
}
