package dev.wave.show;

import dev.wave.plan.PlannedStep;
import dev.wave.run.Content;
import dev.wave.run.Result;
import dev.wave.run.Verdict;
import dev.wave.run.Verdict.Status;
import dev.wave.story.StepStatus;
import dev.wave.story.StepStory;
import dev.wave.view.FailureText;
import dev.wave.view.Flow;
import dev.wave.view.Folded;
import dev.wave.view.Line;
import dev.wave.view.Mark;
import dev.wave.view.Shown;
import dev.wave.view.Style;
import dev.wave.view.Table;
import dev.wave.view.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One step of a run: its attempts with what the contracts said of each, and what it handed over.
public final class StepPage {
    /// Of what a check printed, at its end.
    private static final int EVIDENCE_LINES = 10;

    private final Told told;
    private final PlannedStep step;
    private final StepStory story;
    private final StepStatus status;

    public StepPage(Told told, PlannedStep step) {
        this.told = told;
        this.step = step;
        this.story = told.story().step(step.id());
        this.status = told.story().status(step.id());
    }

    /// The page, line by line.
    ///
    /// @param next whether to say what to do next
    public List<Line> lines(boolean next) {
        var lines = new ArrayList<>(head());
        for (var attempt : story.attempts()) {
            lines.add(Line.EMPTY);
            lines.addAll(attempt(attempt));
        }
        story.failure().ifPresent(failure -> {
            lines.add(Line.EMPTY);
            lines.addAll(Folded.sentence(
                    Mark.word("failed", told.screen()),
                    ": " + FailureText.of(failure),
                    told.screen().width()));
            told.kept().apply(step.id()).ifPresent(path -> lines.add(Line.of("workspace kept: " + path)));
        });
        told.result(story).ifPresent(result -> lines.addAll(handedOver(result)));
        var commands = next ? next().lines(told.screen().width()) : List.<Line>of();
        if (!commands.isEmpty()) {
            lines.add(Line.EMPTY);
            lines.addAll(commands);
        }
        return lines;
    }

    private List<Line> head() {
        var width = told.screen().width();
        var lines = new ArrayList<Line>();
        lines.addAll(new Flow()
                .add(Line.of(step.id().value(), Style.BOLD)
                        .and(" of " + told.story().plan().pipeline() + " "
                                + told.story().id() + "  ")
                        .and(Mark.word(status.word(), told.screen())))
                .lines(width));
        lines.addAll(new Flow()
                .add("by " + Told.who(step))
                .add(after())
                .add(story.skipped().map(StepTable::reason).orElse(""))
                .add(story.origin()
                        .map(from -> "its result is from " + Shown.origin(from, told.now()))
                        .orElse(""))
                .lines(width));
        story.key().ifPresent(key -> lines.addAll(new Flow().add("key " + key).lines(width)));
        return lines;
    }

    private String after() {
        return step.dependencies().isEmpty()
                ? ""
                : step.dependencies().stream()
                        .map(dependency -> dependency.step().value())
                        .collect(Collectors.joining(", ", "after ", ""));
    }

    private List<Line> attempt(StepStory.Attempt attempt) {
        var lines = new ArrayList<Line>();
        lines.addAll(new Flow()
                .add(Line.of("attempt " + attempt.number(), Style.BOLD)
                        .and("  ")
                        .and(Mark.word(word(attempt), told.screen())))
                .add("started " + told.when(attempt.started()))
                .add(attempt.took().map(took -> "took " + Shown.duration(took)).orElse(""))
                .add(Shown.usage(attempt.usage())
                        .map(text -> text.replace("  ", ", "))
                        .orElse(""))
                .lines(told.screen().width()));
        attempt.failure()
                .filter(_ -> attempt.verdicts().stream().allMatch(Verdict::held))
                .ifPresent(failure -> lines.addAll(Folded.sentence(
                        Line.of("  "), FailureText.of(failure), told.screen().width())));
        attempt.verdicts().forEach(verdict -> lines.addAll(verdict(verdict)));
        attempt.drift()
                .forEach(drift -> lines.add(Line.of("  drift", Style.YELLOW).and("  " + drift)));
        return lines;
    }

    private String word(StepStory.Attempt attempt) {
        return attempt.ended().isEmpty() && !told.story().goingOn() ? "interrupted" : attempt.word();
    }

    private static List<Line> verdict(Verdict verdict) {
        var lines = new ArrayList<Line>();
        var style = switch (verdict.status()) {
            case HELD -> Style.GREEN;
            case BROKEN -> Style.RED;
            case ERRORED -> Style.YELLOW;
        };
        lines.add(Line.of("  " + verdict.contract() + "  ")
                .and(verdict.status().name().toLowerCase(Locale.ROOT), style));
        verdict.violations().forEach(violation -> lines.add(Line.of("    " + violation)));
        if (verdict.status() != Status.HELD && !verdict.evidence().isBlank()) {
            var evidence = verdict.evidence().stripTrailing().lines().toList();
            evidence.stream()
                    .skip(Math.max(0, evidence.size() - EVIDENCE_LINES))
                    .forEach(line -> lines.add(Line.of("    | ", Style.DIM).and(line)));
        }
        return lines;
    }

    private List<Line> handedOver(Result result) {
        var lines = new ArrayList<Line>();
        if (!result.artifacts().isEmpty()) {
            var table = new Table(
                    Column.text("ARTIFACT"), Column.whole("FORMAT"), Column.whole("SIZE"), Column.text("CONTENT", 19));
            for (var artifact : result.artifacts()) {
                table.row(
                        Line.of(artifact.name() + artifact.extension()),
                        Line.of(artifact.format().text()),
                        Line.of(size(artifact.content())),
                        Line.of(artifact.content().id()));
            }
            lines.add(Line.EMPTY);
            lines.addAll(table.lines(told.screen()));
        }
        return lines;
    }

    /// How much it is: a folder in files.
    public static String size(Content content) {
        return switch (content) {
            case Content.Blob blob -> Shown.bytes(blob.size());
            case Content.Folder folder -> Shown.plural(folder.files(), "file");
        };
    }

    /// The commands that probably come next; none of a step that nothing happened to.
    private Flow next() {
        var run = told.story().id();
        var commands = new ArrayList<String>();
        if (!story.attempts().isEmpty()) {
            commands.add("wave logs " + step.id() + " --run " + run);
        }
        if (status == StepStatus.FAILED) {
            commands.add("wave shell " + step.id() + " --run " + run);
            commands.add("wave resume " + run);
        }
        if (told.result(story).filter(result -> !result.artifacts().isEmpty()).isPresent()) {
            commands.add("wave artifacts " + run + " --step " + step.id());
        }
        var next = new Flow();
        for (var command : commands) {
            next.add(
                    command.equals(commands.getFirst())
                            ? Line.of("next: ", Style.DIM).and(command)
                            : Line.of(command));
        }
        return next;
    }
}
