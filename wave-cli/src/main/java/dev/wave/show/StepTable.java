package dev.wave.show;

import dev.wave.plan.PlannedStep;
import dev.wave.run.Origin;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.Usage;
import dev.wave.story.StepStory;
import dev.wave.view.FailureText;
import dev.wave.view.Line;
import dev.wave.view.Mark;
import dev.wave.view.RunText;
import dev.wave.view.Shown;
import dev.wave.view.Style;
import dev.wave.view.Table;
import dev.wave.view.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The steps of a run, a line each. Tokens and costs only if one of them used a model.
final class StepTable {
    /// In cells: what came of a step is worth more than what it used.
    private static final int RESULT = 24;

    private static final int WHO = 10;

    private final Told told;

    StepTable(Told told) {
        this.told = told;
    }

    List<Line> lines() {
        var steps = told.story().plan().steps();
        var columns = new ArrayList<>(List.of(
                Column.text("STEP"),
                Column.whole("STATUS"),
                Column.text("BY", WHO),
                Column.whole("TOOK"),
                Column.whole("ATTEMPTS"),
                Column.text("RESULT", RESULT)));
        var metered = Shown.usage(told.story().usage()).isPresent();
        if (metered) {
            columns.add(Column.whole("TOKENS"));
            columns.add(Column.whole("COST"));
        }
        var table = new Table(columns.toArray(Column[]::new));
        for (var step : steps) {
            table.row(row(step, metered).toArray(Line[]::new));
        }
        return table.lines(told.screen());
    }

    private List<Line> row(PlannedStep step, boolean metered) {
        var story = told.story().step(step.id());
        var cells = new ArrayList<Line>();
        cells.add(Line.of(step.id().value(), Style.BOLD));
        cells.add(Mark.word(told.story().status(step.id()).word(), told.screen()));
        cells.add(Line.of(Told.who(step)));
        cells.add(Line.of(told.took(story).map(Shown::duration).orElse("")));
        cells.add(
                Line.of(story.attempts().isEmpty() ? "" : "" + story.attempts().size()));
        cells.add(Line.of(came(step, story)));
        if (metered) {
            var usage = story.usage();
            var known = !usage.equals(Usage.NONE) && !usage.equals(Usage.UNKNOWN);
            cells.add(Line.of(known ? Shown.count(usage.tokens()) : ""));
            cells.add(Line.of(known ? usage.cost().map(Shown::money).orElse("unknown") : ""));
        }
        return cells;
    }

    /// What came of it, or why nothing did.
    private String came(PlannedStep step, StepStory story) {
        return switch (told.story().status(step.id())) {
            case SUCCEEDED, BROKEN -> told.result(story).map(RunText::artifacts).orElse("");
            case REUSED -> story.origin().map(StepTable::origin).orElse("");
            case FAILED -> story.failure().map(FailureText::of).orElse("");
            case SKIPPED -> story.skipped().map(StepTable::reason).orElse("");
            case WAITING, RUNNING, INTERRUPTED -> waits(step);
        };
    }

    private static String origin(Origin from) {
        return switch (from) {
            case Origin.OfRun(var run, var _) -> "from run " + run;
            case Origin.OfRecording(var name) -> "from the recording " + name;
        };
    }

    static String reason(SkipReason reason) {
        return switch (reason) {
            case SkipReason.Condition _ -> "its `when` is false";
            case SkipReason.Needs(var steps) ->
                "needs " + steps.stream().map(id -> id.value()).collect(Collectors.joining(", "));
            case SkipReason.Stopped _ -> "the run was stopped before its turn";
            case SkipReason.NotSelected _ -> "left out";
        };
    }

    private String waits(PlannedStep step) {
        return step.dependencies().stream()
                .map(PlannedStep.Dependency::step)
                .filter(before -> told.story().step(before).ending().isEmpty()
                        && told.story().step(before).skipped().isEmpty())
                .map(before -> before.value())
                .reduce((some, other) -> some + ", " + other)
                .map(names -> "waits for " + names)
                .orElse("");
    }
}
