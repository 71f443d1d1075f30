package dev.wave.report;

import dev.wave.model.CanonicalJson;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import dev.wave.story.RunStory;
import dev.wave.view.FailureText;
import dev.wave.view.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The head of the page: what ran, from what, and how it ended.
final class Overview {
    private static final int FAILURES = 50;

    private final RunStory run;
    private final RunPage.Surroundings from;
    private final Evidence evidence;
    private final Pieces pieces;

    Overview(RunStory run, RunPage.Surroundings from, Evidence evidence, Pieces pieces) {
        this.run = run;
        this.from = from;
        this.evidence = evidence;
        this.pieces = pieces;
    }

    Html head() {
        var plan = run.plan();
        return Html.of(
                "header",
                Html.of(
                        "h1",
                        Html.text(plan.pipeline() + " "),
                        Html.of("code", run.id().value())),
                Html.of("p", badge(), Html.text(" " + ending())).as("ending"),
                plan.description().isBlank() ? Html.none() : Html.of("p", plan.description()),
                facts(),
                parameters());
    }

    private Html badge() {
        var word = word();
        return Html.of("span", word).as("badge " + word);
    }

    /// How the run stands, in one word.
    String word() {
        return run.standing().word();
    }

    private String ending() {
        var reason = run.state().finished().map(RunEvent.RunFinished::reason).orElse("");
        return counts() + (reason.isBlank() ? "" : " · " + reason);
    }

    private String counts() {
        return GraphPicture.counts(
                run.plan().steps().stream().map(step -> run.status(step.id())).toList());
    }

    private Html facts() {
        var started = run.started();
        return new Facts()
                .add("Started", Times.html(run.records().getFirst().time()))
                .add(
                        run.state().isOver() ? "Finished" : "Last record",
                        Times.html(run.last().time()))
                .add("Took", Shown.duration(run.took()) + resumes())
                .add("Used", used(run.usage()))
                .add("Saved by reuse", Shown.usage(run.saved()).map(used -> used.replace("  ", ", ")))
                .add("Project", from.project())
                .add(
                        "Base",
                        started.baseDescription()
                                + from.branch().map(name -> ", on " + name).orElse(""))
                .add("Agents", agents())
                .add("Level", levels())
                .add("Only", started.only().stream().map(step -> step.value()).collect(Collectors.joining(", ")))
                .add("Input", from.input().map(Html::shortened))
                .done();
    }

    private String resumes() {
        var times = run.workingTime().resumes().size();
        return times == 0 ? "" : ", resumed " + (times == 1 ? "once" : times + " times");
    }

    private static String used(Usage usage) {
        return usage.equals(Usage.UNKNOWN)
                ? "unknown"
                : Shown.usage(usage).map(used -> used.replace("  ", ", ")).orElse("no model that says what it used");
    }

    private String agents() {
        return run.plan().steps().stream()
                .filter(step -> step.action() instanceof PlannedAction.Ask)
                .flatMap(step -> result(step).stream())
                .map(result -> result.agent().toString())
                .filter(name -> !name.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private String levels() {
        return run.plan().steps().stream()
                .flatMap(step -> result(step).stream())
                .map(Result::level)
                .distinct()
                .sorted()
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
    }

    private Optional<Result> result(PlannedStep step) {
        return run.step(step.id()).result().flatMap(evidence::result);
    }

    private Html parameters() {
        var arguments = run.plan().arguments();
        if (arguments.isEmpty()) {
            return Html.none();
        }
        var rows = arguments.entrySet().stream()
                .map(argument -> Html.of(
                        "tr",
                        Html.of("th", argument.getKey().value()).with("scope", "row"),
                        Html.of("td", Html.of("code", pieces.line(CanonicalJson.inOrder(argument.getValue()))))))
                .toList();
        return Html.of(
                "table",
                Html.of("caption", "Parameters"),
                Html.of(
                        "thead",
                        Html.of(
                                "tr",
                                Html.of("th", "Name").with("scope", "col"),
                                Html.of("th", "Value").with("scope", "col"))),
                Html.of("tbody", rows));
    }

    /// The steps that failed, and what a person can do now.
    Html wrong() {
        var failed = run.plan().steps().stream()
                .filter(step -> run.step(step.id()).failure().isPresent())
                .toList();
        if (failed.isEmpty()) {
            return Html.none();
        }
        return Html.of(
                "section",
                Html.of("h2", "What went wrong").with("id", "wrong"),
                Html.of("ul", failed.stream().limit(FAILURES).map(this::failed).toList()),
                failed.size() > FAILURES ? Pieces.note(failed.size() - FAILURES + " more.") : Html.none(),
                next(failed));
    }

    private Html failed(PlannedStep step) {
        return Html.of(
                "li",
                Html.link(StepSection.id(step.id()), Html.text(step.id().value())),
                Html.text(" "),
                pieces.line(run.step(step.id()).failure().map(FailureText::of).orElse("")));
    }

    private Html next(List<PlannedStep> failed) {
        return Html.of(
                "p",
                Html.of("code", "wave shell " + failed.getFirst().id() + " --run " + run.id()),
                Html.text(" looks around in what it left, "),
                Html.of("code", "wave resume " + run.id()),
                Html.text(" goes on with the run."));
    }
}
