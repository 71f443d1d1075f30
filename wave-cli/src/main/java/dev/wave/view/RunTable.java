package dev.wave.view;

import dev.wave.journal.RunStanding;
import dev.wave.journal.RunSummary;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.view.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Runs, a line each. On a terminal times are told from now, elsewhere as they are, so that a kept text stays true.
public final class RunTable {
    private final Screen screen;
    private final Instant now;

    public RunTable(Screen screen, Instant now) {
        this.screen = screen;
        this.now = now;
    }

    /// A run as it stands now.
    public record Row(RunSummary run, RunStanding standing) {}

    /// The heading and the runs; nothing if there are none.
    public List<Line> lines(List<Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var table = new Table(
                Column.whole("RUN"),
                Column.text("PIPELINE"),
                Column.whole("STATUS"),
                Column.whole("STARTED"),
                Column.whole("TOOK"),
                Column.text("STEPS"));
        for (var row : rows) {
            table.row(
                    Line.of(row.run().id().value(), Style.BOLD),
                    Line.of(row.run().pipeline()),
                    Mark.word(row.standing().word(), screen),
                    Line.of(started(row.run())),
                    Line.of(took(row)),
                    Line.of(steps(row.run().steps())));
        }
        return table.lines(screen);
    }

    private String started(RunSummary run) {
        return screen.isTerminal()
                ? Shown.ago(Duration.between(run.started(), now))
                : run.started().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// Of a run that goes on: so far.
    private String took(Row row) {
        return switch (row.standing()) {
            case SUCCEEDED, FAILED, CANCELLED ->
                row.run().finished().map(end -> between(row.run(), end)).orElse("");
            case RUNNING -> screen.isTerminal() ? between(row.run(), now) : "";
            case INTERRUPTED, DAMAGED -> "";
        };
    }

    private static String between(RunSummary run, Instant end) {
        return Shown.duration(Duration.between(run.started(), end));
    }

    private static String steps(RunSummary.Steps steps) {
        var text = new StringBuilder(Shown.plural(steps.succeeded(), "step"));
        if (steps.reused() > 0) {
            text.append(" (").append(steps.reused()).append(" reused)");
        }
        if (steps.failed() > 0) {
            text.append(", ").append(steps.failed()).append(" failed");
        }
        if (steps.skipped() > 0) {
            text.append(", ").append(steps.skipped()).append(" skipped");
        }
        return text.toString();
    }

    /// For programs.
    public static Value json(Row row) {
        var run = row.run();
        return new ObjectWriter()
                .text("run", run.id())
                .text("pipeline", run.pipeline())
                .text("status", row.standing().word())
                .text("started", run.started())
                .text("finished", run.finished())
                .number("succeeded", run.steps().succeeded())
                .number("reused", run.steps().reused())
                .number("failed", run.steps().failed())
                .number("skipped", run.steps().skipped())
                .done();
    }
}
