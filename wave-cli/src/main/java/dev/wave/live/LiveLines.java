package dev.wave.live;

import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.view.Cells;
import dev.wave.view.Line;
import dev.wave.view.Printable;
import dev.wave.view.RunLines;
import dev.wave.view.Style;
import java.util.function.Consumer;

/// The lines of a run that stay on a terminal: those of a pipe, in colours, but for what its rows and its
/// summary say better.
public final class LiveLines implements RunLines {
    private static final int STATUS_WIDTH = 9;

    private final Consumer<Line> out;
    private final int idWidth;

    public LiveLines(Plan plan, Consumer<Line> out) {
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
        var facts = end < 0 ? rest : rest.substring(0, end);
        var made = end < 0 ? "" : rest.substring(end);
        out.accept(Line.EMPTY
                .and(Cells.padded(step.value(), idWidth), Style.BOLD)
                .and("  ")
                .and(Cells.padded(status, STATUS_WIDTH), style(status))
                .and("  " + Printable.line(facts).text() + (made.isEmpty() ? "" : "  "))
                .and(Printable.line(made).text(), Style.CYAN));
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
