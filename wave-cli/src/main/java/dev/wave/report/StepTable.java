package dev.wave.report;

import dev.wave.model.StepId;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Usage;
import dev.wave.story.RunStory;
import dev.wave.story.StepStatus;
import dev.wave.story.StepStory;
import dev.wave.view.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The steps in rows: how each went, what it used, and when it worked, as bars over the run's own time.
final class StepTable {
    private static final List<String> HEADINGS = List.of("Step", "By", "Attempts", "Took", "Tokens", "Cost");

    private final RunStory run;
    private final TimeScale scale;

    StepTable(RunStory run) {
        this.run = run;
        this.scale = TimeScale.of(run.workingTime());
    }

    /// A row for each step.
    Html steps(String caption) {
        return table(
                caption,
                run.plan().steps().stream().map(step -> (Html) row(step)).toList());
    }

    /// A row for each group.
    Html groups(StepGroups groups, String caption) {
        return table(
                caption,
                groups.members().stream()
                        .map(steps -> steps.size() == 1
                                ? (Html) run.plan()
                                        .step(steps.getFirst())
                                        .map(this::row)
                                        .orElseThrow()
                                : row(steps))
                        .toList());
    }

    private Html table(String caption, List<Html> rows) {
        var headings = new ArrayList<Html>();
        HEADINGS.forEach(heading ->
                headings.add(Html.of("th", heading).with("scope", "col").as(column(heading))));
        headings.add(Html.of("th", Html.of("span", "When").as("unseen"), scale.axis())
                .with("scope", "col")
                .as("when"));
        return Html.of(
                        "table",
                        Html.of("caption", caption),
                        Html.of("thead", Html.of("tr", headings)),
                        Html.of("tbody", rows),
                        Html.of("tfoot", total()))
                .as("steps");
    }

    private static String column(String heading) {
        return switch (heading) {
            case "Step" -> "step";
            case "By" -> "by";
            case "Attempts" -> "number tries";
            default -> "number";
        };
    }

    private Html.Element row(PlannedStep step) {
        var story = run.step(step.id());
        var status = run.status(step.id());
        var name = Html.of(
                        "th",
                        sign(status),
                        Html.link(StepSection.id(step.id()), Html.text(step.id().value())))
                .with("scope", "row")
                .as("step");
        return row(
                        name,
                        GraphPicture.who(step),
                        story.attempts().size(),
                        story.took(),
                        story.usage(),
                        bars(List.of(step.id())))
                .as(status.word());
    }

    private Html.Element row(List<StepId> steps) {
        var stories = steps.stream().map(run::step).toList();
        var statuses = steps.stream().map(run::status).toList();
        var name = Html.of(
                        "th",
                        sign(StatusBadge.worst(statuses)),
                        Html.text(steps.size() + " steps: "),
                        Html.link(
                                StepSection.id(steps.getFirst()),
                                Html.text(steps.getFirst().value())),
                        Html.text(" … "),
                        Html.link(
                                StepSection.id(steps.getLast()),
                                Html.text(steps.getLast().value())),
                        Html.of("div", GraphPicture.counts(statuses)).as("note"))
                .with("scope", "row")
                .as("step");
        return row(
                        name,
                        "",
                        stories.stream()
                                .mapToInt(story -> story.attempts().size())
                                .sum(),
                        stories.stream().map(StepStory::took).reduce(Duration.ZERO, Duration::plus),
                        stories.stream().map(StepStory::usage).reduce(Usage.NONE, Usage::plus),
                        bars(steps))
                .as(StatusBadge.worst(statuses).word());
    }

    private Html.Element row(Html name, String by, int attempts, Duration took, Usage usage, Html bars) {
        return Html.of(
                "tr",
                name,
                Html.of("td", by).as("by"),
                Html.of("td", attempts == 0 ? "" : Integer.toString(attempts)).as("number tries"),
                Html.of("td", attempts == 0 ? "" : Shown.duration(took)).as("number"),
                Html.of("td", tokens(usage)).as("number"),
                Html.of("td", cost(usage)).as("number"),
                Html.of("td", bars).as("when"));
    }

    private static Html sign(StepStatus status) {
        return Html.of(
                        "span",
                        Html.of("span", StatusBadge.sign(status)).with("aria-hidden", "true"),
                        Html.of("span", status.word()).as("unseen"))
                .as("sign " + status.word());
    }

    private Html total() {
        var usage = run.usage();
        var attempts = run.plan().steps().stream()
                .mapToInt(step -> run.step(step.id()).attempts().size())
                .sum();
        return Html.of(
                "tr",
                Html.of("th", "in all").with("scope", "row").as("step"),
                Html.of("td").as("by"),
                Html.of("td", Integer.toString(attempts)).as("number tries"),
                Html.of("td", Shown.duration(run.took())).as("number"),
                Html.of("td", tokens(usage)).as("number"),
                Html.of("td", cost(usage)).as("number"),
                Html.of("td").as("when"));
    }

    static String tokens(Usage usage) {
        return usage.tokens() == 0 ? "" : Shown.count(usage.tokens());
    }

    /// What is unknown is not nothing.
    static String cost(Usage usage) {
        return usage.cost()
                .map(cost -> cost.signum() == 0 ? "" : Shown.money(cost))
                .orElse("unknown");
    }

    private Html bars(List<StepId> steps) {
        var bars = new ArrayList<Html>();
        var words = new ArrayList<String>();
        for (var step : steps) {
            var story = run.step(step);
            for (var attempt : story.attempts()) {
                var from = scale.at(attempt.started());
                var to = scale.at(attempt.ended().orElse(run.last().time()));
                bars.add(scale.bar(from, to, attempt.word()));
                words.add("attempt " + attempt.number() + " from " + Shown.duration(from) + " to " + Shown.duration(to)
                        + ", " + attempt.word());
            }
            if (story.attempts().isEmpty()) {
                story.known()
                        .filter(_ -> story.skipped().isEmpty())
                        .ifPresent(at -> bars.add(scale.mark(scale.at(at), "reused")));
            }
        }
        return scale.strip(bars, steps.size() == 1 ? Optional.of(String.join("; ", words)) : Optional.empty());
    }
}
