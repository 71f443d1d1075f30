package dev.wave.view;

import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import java.util.function.Consumer;

/// The lines of a run as plain text in columns. The text is stable.
final class PlainLines implements RunLines {
    private static final int STATUS_WIDTH = 9;

    private final Consumer<String> out;
    private final int idWidth;

    PlainLines(Plan plan, Consumer<String> out) {
        this.out = out;
        this.idWidth = plan.steps().stream()
                .mapToInt(step -> step.id().value().length())
                .max()
                .orElse(0);
    }

    @Override
    public void note(String text) {
        out.accept(Printable.line(text).text());
    }

    @Override
    public void step(StepId step, String status, String rest) {
        out.accept((pad(step.value(), idWidth) + "  " + pad(status, STATUS_WIDTH) + "  "
                        + Printable.line(rest).text())
                .stripTrailing());
    }

    @Override
    public void end(String text) {
        out.accept(text);
    }

    @Override
    public void next(String commands) {
        out.accept("next: " + commands);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
