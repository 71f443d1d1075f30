package dev.wave.show;

import dev.wave.model.StepId;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Answerer;
import dev.wave.run.Result;
import dev.wave.story.StepStatus;
import dev.wave.view.FailureText;
import dev.wave.view.Flow;
import dev.wave.view.Folded;
import dev.wave.view.Line;
import dev.wave.view.Mark;
import dev.wave.view.Shown;
import dev.wave.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A run on one page: what it was, its steps, what failed and why, and what to do next.
public final class RunPage {
    private final Told told;

    public RunPage(Told told) {
        this.told = told;
    }

    /// The page, line by line.
    ///
    /// @param next whether to say what to do next
    public List<Line> lines(boolean next) {
        var lines = new ArrayList<>(head());
        lines.add(Line.EMPTY);
        lines.addAll(new StepTable(told).lines());
        var notes = notes();
        if (!notes.isEmpty()) {
            lines.add(Line.EMPTY);
            lines.addAll(notes);
        }
        if (next) {
            lines.add(Line.EMPTY);
            lines.addAll(next().lines(told.screen().width()));
        }
        return lines;
    }

    /// What the run was, on two or three lines.
    List<Line> head() {
        var story = told.story();
        var width = told.screen().width();
        var lines = new ArrayList<Line>();
        lines.addAll(new Flow()
                .add(Line.of(story.plan().pipeline().value(), Style.BOLD)
                        .and(" ")
                        .and(story.id().value(), Style.BOLD)
                        .and("  ")
                        .and(Mark.word(told.story().standing().word(), told.screen())))
                .lines(width));
        var facts = new Flow();
        for (var part : told.headline().split(" · ", -1)) {
            facts.add(part);
        }
        lines.addAll(facts.lines(width));
        lines.addAll(new Flow()
                .add("started " + told.when(story.records().getFirst().time()))
                .add((story.goingOn() ? "going on for " : "took ") + Shown.duration(told.took()))
                .add(Shown.usage(story.usage())
                        .map(text -> text.replace("  ", ", "))
                        .orElse(""))
                .add(told.changedFiles().map(RunPage::change).orElse(""))
                .lines(width));
        return lines;
    }

    private static String change(int files) {
        return files == 0 ? "no file changed" : Shown.plural(files, "file") + " changed";
    }

    /// What went wrong, step by step.
    private List<Line> notes() {
        var lines = new ArrayList<Line>();
        for (var step : told.story().plan().steps()) {
            var id = step.id();
            if (told.story().status(id) == StepStatus.FAILED) {
                lines.addAll(failure(id));
            }
            drift(step)
                    .forEach(text -> lines.add(Line.of(id + " ", Style.BOLD)
                            .and("drift", Style.YELLOW)
                            .and("  " + text)));
        }
        told.story()
                .state()
                .finished()
                .map(end -> end.reason())
                .filter(reason -> !reason.isBlank() && lines.isEmpty())
                .ifPresent(reason -> lines.add(Line.of(reason)));
        return lines;
    }

    private List<Line> failure(StepId id) {
        var story = told.story().step(id);
        var lines = new ArrayList<Line>();
        var attempts = story.attempts().size();
        var beginning = Line.of(id.value(), Style.BOLD)
                .and(" ")
                .and(Mark.word("failed", told.screen()))
                .and(attempts > 0 ? " after " + Shown.plural(attempts, "attempt") : "");
        lines.addAll(Folded.sentence(
                beginning,
                ": " + story.failure().map(FailureText::of).orElse(""),
                told.screen().width()));
        told.kept().apply(id).ifPresent(path -> lines.add(Line.of("  workspace kept: " + path)));
        return lines;
    }

    private List<String> drift(PlannedStep step) {
        return told.result(told.story().step(step.id())).map(Result::agent).stream()
                .flatMap((Answerer agent) -> agent.drift(step).stream())
                .map(Objects::toString)
                .toList();
    }

    /// The commands that probably come next.
    private Flow next() {
        var run = told.story().id();
        var next = new Flow();
        if (told.story().goingOn()) {
            return next.add(command("wave logs -f --run " + run)).add("wave cancel " + run);
        }
        if (told.hasSucceeded()) {
            return told.changedFiles().orElse(0) > 0
                    ? next.add(command("wave diff " + run)).add("wave apply " + run)
                    : next.add(command("wave artifacts " + run)).add("wave show " + run + " --timeline");
        }
        var failed = told.story().plan().steps().stream()
                .map(PlannedStep::id)
                .filter(step -> told.story().status(step) == StepStatus.FAILED)
                .findFirst();
        failed.ifPresent(
                step -> next.add(command("wave show " + run + " " + step)).add("wave logs " + step + " --run " + run));
        return next.add(failed.isPresent() ? Line.of("wave resume " + run) : command("wave resume " + run));
    }

    private static Line command(String first) {
        return Line.of("next: ", Style.DIM).and(first);
    }
}
