package dev.wave.live;

import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.view.Cells;
import dev.wave.view.Folded;
import dev.wave.view.Line;
import dev.wave.view.Printable;
import dev.wave.view.RunLines;
import dev.wave.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// The lines of a run that stay on a terminal: those of a pipe, in colours, but for what its rows and its
/// summary say better.
public final class LiveLines implements RunLines {
    private static final int STATUS_WIDTH = 9;

    /// In cells: with less of them a line is the terminal's to break.
    private static final int LEAST_ROOM = 30;

    private final IntSupplier width;
    private final Consumer<Line> out;
    private final int idWidth;

    /// @param width of the terminal, in cells
    public LiveLines(Plan plan, IntSupplier width, Consumer<Line> out) {
        this.width = width;
        this.out = out;
        this.idWidth = plan.steps().stream()
                .mapToInt(step -> step.id().value().length())
                .max()
                .orElse(0);
    }

    @Override
    public void note(String text) {
        out.accept(Line.EMPTY.and(text, Style.DIM));
    }

    /// That a step begins is seen in its row.
    @Override
    public void step(StepId step, String status, String rest) {
        if (status.equals("started")) {
            return;
        }
        var end = rest.indexOf("→ ");
        var facts = Printable.line(end < 0 ? rest : rest.substring(0, end)).text();
        var made = Printable.line(end < 0 ? "" : rest.substring(end)).text();
        var head = Line.EMPTY
                .and(Cells.padded(step.value(), idWidth), Style.BOLD)
                .and("  ")
                .and(Cells.padded(status, STATUS_WIDTH), style(status))
                .and("  ");
        var whole = head.and(facts + (made.isEmpty() ? "" : "  ")).and(made, Style.CYAN);
        var room = width.getAsInt() - head.width();
        if (room < LEAST_ROOM || whole.width() <= width.getAsInt()) {
            out.accept(whole);
        } else {
            folded(head, facts, made, room).forEach(out);
        }
    }

    /// With what does not fit below its beginning.
    private static List<Line> folded(Line head, String facts, String made, int room) {
        var parts = new ArrayList<Line>();
        for (var fact : packed(facts, room)) {
            Folded.exactly(fact, room).forEach(part -> parts.add(Line.of(part.strip())));
        }
        if (!made.isEmpty()) {
            Folded.exactly(made, room).forEach(part -> parts.add(Line.of(part.strip(), Style.CYAN)));
        }
        var lines = new ArrayList<Line>();
        for (var part : parts) {
            lines.add((lines.isEmpty() ? head : Line.of(" ".repeat(head.width()))).and(part));
        }
        return lines;
    }

    /// As many facts to a line as fit: two spaces or more are between them.
    private static List<String> packed(String facts, int room) {
        var lines = new ArrayList<String>();
        for (var fact : facts.strip().split(" {2,}", -1)) {
            var longer = lines.isEmpty() ? fact : lines.getLast() + "  " + fact;
            if (lines.isEmpty() || Cells.width(longer) > room) {
                lines.add(fact);
            } else {
                lines.set(lines.size() - 1, longer);
            }
        }
        return lines;
    }

    private static Style style(String status) {
        return switch (status) {
            case "succeeded", "reused" -> Style.GREEN;
            case "failed" -> Style.RED;
            case "violated", "unchecked", "broken", "retrying", "lost", "drift" -> Style.YELLOW;
            default -> Style.DIM;
        };
    }

    /// In the [Summary].
    @Override
    public void end(String text) {}

    /// In the [Summary].
    @Override
    public void next(String commands) {}
}
