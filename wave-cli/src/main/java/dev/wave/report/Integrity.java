package dev.wave.report;

import dev.wave.run.Origin;
import dev.wave.run.RunEvent;
import dev.wave.story.RunStory;
import dev.wave.view.Shown;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the page was made from, and how to check it.
final class Integrity {
    private final RunStory run;
    private final RunPage.Surroundings from;

    Integrity(RunStory run, RunPage.Surroundings from) {
        this.run = run;
        this.from = from;
    }

    Html view() {
        return Html.of(
                "section",
                Html.of("h2", "Evidence").with("id", "evidence"),
                Html.of(
                        "p",
                        "This page was made from the run's journal of "
                                + Shown.plural(run.records().size(), "record")
                                + ". Each record names the hash of those before it, and all of them were checked; who knows the"
                                + " last hash from elsewhere can tell whether one was changed since."),
                new Facts()
                        .code("Last hash", run.last().chain())
                        .code("Commit", from.commit().orElse(""))
                        .code("Base tree", run.started().base().value())
                        .code(
                                "Final tree",
                                run.state()
                                        .finished()
                                        .flatMap(RunEvent.RunFinished::tree)
                                        .map(tree -> tree.value())
                                        .orElse(""))
                        .code("Plan", run.started().frozen().value())
                        .add("Pins", pins())
                        .add("Recordings", recordings())
                        .done(),
                Html.of(
                        "p",
                        Html.text("Check it: "),
                        Html.of("code", "wave show " + run.id() + " --format ndjson"),
                        Html.text(" prints every record, "),
                        Html.of("code", "wave fsck"),
                        Html.text(" looks whether what is stored is intact.")));
    }

    private String pins() {
        var pins = from.pins();
        return Stream.concat(
                        pins.adapters().entrySet().stream().map(pin -> pin.getKey() + " " + pin.getValue()),
                        pins.models().entrySet().stream().map(pin -> pin.getKey() + " is " + pin.getValue()))
                .collect(Collectors.joining("; "));
    }

    /// The recordings that results come from.
    private String recordings() {
        return run.plan().steps().stream()
                .flatMap(step -> run.step(step.id()).origin().stream())
                .flatMap(origin -> origin instanceof Origin.OfRecording(var name) ? Stream.of(name) : Stream.empty())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
