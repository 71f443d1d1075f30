package dev.wave.show;

import dev.wave.model.StepId;
import dev.wave.plan.PlannedStep;
import dev.wave.story.StepStory;
import dev.wave.story.WorkingTime;
import dev.wave.view.Cells;
import dev.wave.view.Line;
import dev.wave.view.Shown;
import dev.wave.view.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// When each attempt ran, as bars scaled to the width: `█` for one that ended well, `░` for one that did not,
/// `▒` for one that goes on. The time in which nobody worked on the run is left out.
public final class Timeline {
    /// In cells, where the screen does not limit it.
    private static final int USUAL = 100;

    private static final int LEAST_BAR = 10;
    private static final int GAP = 2;

    private final Told told;
    private final WorkingTime time;
    private final Duration whole;

    public Timeline(Told told) {
        this.told = told;
        this.time = told.story().workingTime();
        this.whole = told.took();
    }

    public List<Line> lines() {
        var steps = told.story().plan().steps().stream().map(PlannedStep::id).toList();
        var width = Math.min(told.screen().isTerminal() ? told.screen().width() : USUAL, 10_000);
        var times = steps.stream().map(step -> note(told.story().step(step))).toList();
        var right = times.stream().mapToInt(Cells::width).max().orElse(0);
        var names =
                steps.stream().mapToInt(step -> Cells.width(step.value())).max().orElse(0);
        var left = Math.min(names, Math.max(8, width / 3));
        var bar = Math.max(LEAST_BAR, width - left - right - 2 * GAP);
        var lines = new ArrayList<Line>();
        lines.add(Line.of(" ".repeat(left + GAP)).and(axis(bar), Style.DIM).cut(width));
        for (var i = 0; i < steps.size(); i++) {
            lines.add(Line.of(Cells.padded(Cells.cut(steps.get(i).value(), left), left), Style.BOLD)
                    .and(" ".repeat(GAP))
                    .and(bar(steps.get(i), bar))
                    .and(" ".repeat(GAP))
                    .and(times.get(i))
                    .cut(width)
                    .stripTrailing());
        }
        return lines;
    }

    /// The beginning and the end, above the ends of the bars.
    private String axis(int bar) {
        var end = Shown.duration(whole);
        return "0 s" + " ".repeat(Math.max(1, bar - 3 - Cells.width(end))) + end;
    }

    private String note(StepStory step) {
        if (step.origin().isPresent()) {
            return "reused";
        }
        if (step.skipped().isPresent()) {
            return "skipped";
        }
        return told.took(step).map(Shown::duration).orElse("")
                + (step.attempts().size() > 1 ? ", " + step.attempts().size() + " attempts" : "");
    }

    private Line bar(StepId step, int cells) {
        var story = told.story().step(step);
        var row = new Cell[cells];
        Arrays.fill(row, Cell.NOTHING);
        if (story.attempts().isEmpty() && story.origin().isPresent()) {
            story.known().ifPresent(at -> row[at(at, cells)] = Cell.REUSED);
        }
        for (var attempt : story.attempts()) {
            var to = attempt.ended().map(end -> at(end, cells)).orElse(cells - 1);
            for (var cell = at(attempt.started(), cells); cell <= to; cell++) {
                row[cell] = Cell.of(attempt);
            }
        }
        var line = Line.EMPTY;
        var begin = 0;
        for (var cell = 1; cell <= cells; cell++) {
            if (cell == cells || row[cell] != row[begin]) {
                line = line.and(row[begin].sign.repeat(cell - begin), row[begin].style);
                begin = cell;
            }
        }
        return line;
    }

    private int at(Instant instant, int cells) {
        var length = Math.max(1, whole.toNanos());
        var gone = Math.clamp(elapsed(instant).toNanos(), 0, length);
        return (int) Math.min(cells - 1L, (long) ((double) gone / length * cells));
    }

    private Duration elapsed(Instant instant) {
        var last = told.story().last().time();
        return instant.isAfter(last) ? time.length().plus(Duration.between(last, instant)) : time.at(instant);
    }

    /// What one cell shows.
    private enum Cell {
        NOTHING(" ", Style.PLAIN),
        REUSED("=", Style.GREEN),
        WELL("█", Style.GREEN),
        BADLY("░", Style.RED),
        OPEN("▒", Style.CYAN);

        private final String sign;
        private final Style style;

        Cell(String sign, Style style) {
            this.sign = sign;
            this.style = style;
        }

        static Cell of(StepStory.Attempt attempt) {
            return attempt.ended().isEmpty() ? OPEN : attempt.failure().isEmpty() && !attempt.lost() ? WELL : BADLY;
        }
    }
}
