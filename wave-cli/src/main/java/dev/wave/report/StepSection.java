package dev.wave.report;

import dev.wave.expression.Scope;
import dev.wave.expression.Template;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.plan.Reuse;
import dev.wave.run.Failure;
import dev.wave.run.Origin;
import dev.wave.run.Result;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.story.RunStory;
import dev.wave.story.StepStatus;
import dev.wave.story.StepStory;
import dev.wave.view.FailureText;
import dev.wave.view.KeyChange;
import dev.wave.view.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// All that is known of one step: closed until somebody wants to see it, unless it failed.
final class StepSection {
    /// In characters.
    private static final int TASK = 8 * 1024;

    private static final int CHANGES = 64 * 1024;
    private static final int OUTPUT = 4096;
    private static final int FILES = 10;

    private final RunStory run;
    private final Evidence evidence;
    private final Pieces pieces;

    StepSection(RunStory run, Evidence evidence, Pieces pieces) {
        this.run = run;
        this.evidence = evidence;
        this.pieces = pieces;
    }

    /// The place of a step on the page. It is inside the details, so that a link to it opens them.
    static String id(StepId step) {
        return "step-" + step;
    }

    Html of(PlannedStep step) {
        var story = run.step(step.id());
        var status = run.status(step.id());
        var result = story.result().flatMap(evidence::result);
        var section = Html.of(
                        "details",
                        summary(step, story, status),
                        Html.of("div", content(step, story, status, result))
                                .with("id", id(step.id()))
                                .as("content"))
                .as("step " + status.word());
        return status == StepStatus.FAILED || status == StepStatus.INTERRUPTED ? section.with("open", "") : section;
    }

    private Html summary(PlannedStep step, StepStory story, StepStatus status) {
        var words = new ArrayList<String>();
        words.add(GraphPicture.who(step));
        if (!story.attempts().isEmpty()) {
            words.add(Shown.duration(story.took()));
            words.add(Shown.plural(story.attempts().size(), "attempt"));
        }
        Shown.usage(story.usage()).map(used -> used.replace("  ", " · ")).ifPresent(words::add);
        return Html.of(
                "summary",
                StatusBadge.of(status),
                Html.text(" "),
                Html.of("h3", step.id().value()),
                Html.of("span", " " + String.join(" · ", words)).as("note"));
    }

    private List<Html> content(PlannedStep step, StepStory story, StepStatus status, Optional<Result> result) {
        var content = new ArrayList<Html>();
        story.failure().ifPresent(failure -> content.add(failure(step, failure)));
        content.add(Html.of("p", why(step, story)));
        content.add(changes(step, story));
        var facts = new StepFacts(step, story, result);
        content.add(facts.course());
        content.add(task(step));
        content.add(attempts(story));
        content.add(verdicts(story, result));
        result.ifPresent(made -> {
            if (!made.artifacts().isEmpty()) {
                content.add(Html.of("h4", "Deliverables"));
                content.add(new ArtifactView(run, evidence, pieces).view(step, made.artifacts()));
            }
        });
        content.add(patch(story, status, result));
        content.addAll(new TranscriptView(run, evidence, pieces).of(step.id(), story.attempts()));
        content.add(Html.of("details", Html.of("summary", "What it may do, and what has to hold"), facts.terms()));
        return content;
    }

    private Html failure(PlannedStep step, Failure failure) {
        var output = failure instanceof Failure.Exited(var _, var lines) && !lines.isBlank()
                ? pieces.block(
                        "The end of what " + step.id() + " printed",
                        lines,
                        OUTPUT,
                        "All of it: wave logs " + step.id() + " --run " + run.id() + ".")
                : Html.none();
        return Html.all(
                Html.of("p", Html.of("strong", pieces.line(FailureText.of(failure))))
                        .as("wrong"),
                output);
    }

    /// Why it ran, was reused or was skipped.
    private Html why(PlannedStep step, StepStory story) {
        if (story.skipped().isPresent()) {
            return Html.text(skipped(story.skipped().get()));
        }
        if (story.origin().isPresent()) {
            return Html.text("Reused: all that it sees is as it was for "
                    + origin(story.origin().get()) + "."
                    + Shown.usage(story.saved())
                            .map(used -> " Making it had used " + used.replace("  ", ", ") + ".")
                            .orElse(""));
        }
        if (story.attempts().isEmpty()) {
            return Html.text(story.key().isPresent() ? "It was ready and never began." : "Its turn never came.");
        }
        if (run.started().fresh().contains(step.id())) {
            return Html.text("It ran: the run was to draw it afresh.");
        }
        return Html.text(
                Reuse.of(step) instanceof Reuse.Never(var reason)
                        ? "It ran: other runs' results never stand for it; " + reason + "."
                        : "It ran: no stored result had its key.");
    }

    private static String skipped(SkipReason reason) {
        return switch (reason) {
            case SkipReason.Condition _ -> "Skipped: its condition did not hold.";
            case SkipReason.Needs(var steps) ->
                "Skipped: it needs " + steps.stream().map(StepId::value).collect(Collectors.joining(", ")) + ".";
            case SkipReason.Stopped _ -> "Skipped: the run was stopped before its turn.";
            case SkipReason.NotSelected _ -> "Skipped: it was not asked for.";
        };
    }

    private static String origin(Origin origin) {
        return switch (origin) {
            case Origin.OfRun(var other, var made) -> "run " + other + " of " + Times.of(made);
            case Origin.OfRecording(var name) -> "the recording " + name;
        };
    }

    private Html changes(PlannedStep step, StepStory story) {
        var changes = story.attempts().isEmpty() ? List.<KeyChange>of() : evidence.changes(step.id());
        return changes.isEmpty()
                ? Html.none()
                : Html.all(
                        Html.of("p", "Not as it was the last time:"),
                        Html.of("ul", changes.stream().map(this::change).toList()));
    }

    private Html change(KeyChange change) {
        var difference = change.difference();
        if (!change.files().isEmpty()) {
            var more = change.files().size() - FILES;
            return Html.of(
                    "li",
                    Html.text("files: "),
                    pieces.line(change.files().stream().limit(FILES).collect(Collectors.joining(", "))
                            + (more > 0 ? " and " + more + " more" : "")));
        }
        if (!change.hunks().isEmpty()) {
            return Html.of(
                    "li",
                    Html.text(difference.component()),
                    pieces.block("Change of " + difference.component(), change.hunks(), OUTPUT, ""));
        }
        return Html.of("li", pieces.line(difference.toString()));
    }

    private Html task(PlannedStep step) {
        return switch (step.action()) {
            case PlannedAction.Ask ask ->
                text("Task", ask.task().fillKnown(known()).text(), step);
            case PlannedAction.Run(PlannedAction.Command.Shell(var text)) -> text("Command", text.strip(), step);
            case PlannedAction.Run(PlannedAction.Command.Words(var words)) ->
                text("Command", words.stream().map(Template::text).collect(Collectors.joining(" ")), step);
        };
    }

    /// What was known of a task before the run: the rest is filled in when the steps before are done.
    private Scope known() {
        var arguments = new LinkedHashMap<String, Value>();
        run.plan().arguments().forEach((name, value) -> arguments.put(name.value(), value));
        var root = new LinkedHashMap<String, Value>();
        root.put("params", new Value.Obj(arguments));
        run.plan().input().ifPresent(text -> root.put("input", Value.of(text)));
        return Scope.of(new Value.Obj(root));
    }

    private Html text(String heading, String text, PlannedStep step) {
        return Html.all(
                Html.of("h4", heading),
                Html.of(
                                "div",
                                pieces.block(
                                        heading + " of " + step.id(),
                                        text,
                                        TASK,
                                        "The project's files have all of it."))
                        .as("prose"));
    }

    private Html attempts(StepStory story) {
        if (story.attempts().isEmpty()) {
            return Html.none();
        }
        var headings = List.of("Attempt", "Began", "Took", "Tokens", "Cost", "Outcome").stream()
                .map(heading -> Html.of("th", heading)
                        .with("scope", "col")
                        .as(List.of("Attempt", "Outcome").contains(heading) ? "word" : "number"))
                .toList();
        return Html.of(
                        "table",
                        Html.of("caption", "Attempts"),
                        Html.of("thead", Html.of("tr", headings)),
                        Html.of(
                                "tbody",
                                story.attempts().stream().map(this::row).toList()))
                .as("attempts");
    }

    private Html row(StepStory.Attempt attempt) {
        var began = run.workingTime().at(attempt.started());
        return Html.of(
                        "tr",
                        Html.of("th", Integer.toString(attempt.number())).with("scope", "row"),
                        Html.of("td", "+" + Shown.duration(began)).as("number"),
                        Html.of("td", attempt.took().map(Shown::duration).orElse(""))
                                .as("number"),
                        Html.of("td", StepTable.tokens(attempt.usage())).as("number"),
                        Html.of("td", StepTable.cost(attempt.usage())).as("number"),
                        Html.of(
                                "td",
                                attempt.failure()
                                        .<Html>map(
                                                failure -> pieces.line(attempt.word() + ": " + FailureText.of(failure)))
                                        .orElseGet(() -> Html.text(attempt.word()))))
                .as(attempt.word());
    }

    private Html verdicts(StepStory story, Optional<Result> result) {
        var view = new VerdictView(run, pieces);
        var all = new ArrayList<Html>();
        for (var attempt : story.attempts()) {
            all.add(view.view(attempt.verdicts(), "attempt " + attempt.number()));
        }
        if (story.attempts().isEmpty()) {
            result.ifPresent(made -> all.add(view.view(made.verdicts(), "the stored result")));
        }
        return Html.all(all);
    }

    /// What it changed: with its result, or in what its last attempt left.
    private Html patch(StepStory story, StepStatus status, Optional<Result> result) {
        var last = story.attempts().isEmpty()
                ? Optional.<StepStory.Attempt>empty()
                : Optional.of(story.attempts().getLast());
        var patch = result.isPresent()
                ? result.flatMap(made -> made.start().equals(made.tree())
                        ? Optional.of("")
                        : evidence.patch(made.start(), made.tree(), CHANGES))
                : story.start()
                        .flatMap(from -> last.flatMap(StepStory.Attempt::left)
                                .flatMap(left -> evidence.patch(from, left, CHANGES)));
        var heading = status == StepStatus.FAILED ? "What its last attempt left" : "Change";
        return patch.filter(text -> !text.isEmpty())
                .map(text -> Html.all(
                        Html.of("h4", heading),
                        new PatchView(pieces)
                                .view(text, CHANGES, "wave diff " + run.id() + " shows the change of the whole run.")))
                .orElseGet(Html::none);
    }
}
