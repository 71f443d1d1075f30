package dev.wave.show;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Digest;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.plan.Drift;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Result;
import dev.wave.run.RunEvent.Ending;
import dev.wave.story.RunStory;
import dev.wave.story.StepStory;
import dev.wave.view.FailureText;
import dev.wave.view.RunPartsJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A run as one JSON object.
public final class RunJson {
    private final RunStory story;
    private final Function<Digest, Optional<Result>> results;

    private RunJson(RunStory story, Function<Digest, Optional<Result>> results) {
        this.story = story;
        this.results = results;
    }

    /// The object, on one line.
    ///
    /// @param results the stored manifest of that digest
    public static String line(RunStory story, Function<Digest, Optional<Result>> results) {
        return CanonicalJson.inOrder(new RunJson(story, results).run());
    }

    private Value run() {
        var json = new ObjectWriter()
                .number("v", 1)
                .text("run", story.id())
                .text("pipeline", story.plan().pipeline())
                .text("status", story.standing().word())
                .text("started", story.records().getFirst().time())
                .text("base", story.started().base())
                .text("base_description", story.started().baseDescription());
        story.state()
                .finished()
                .ifPresent(end -> json.text("finished", story.last().time())
                        .text("tree", end.tree())
                        .text("reason", Optional.of(end.reason()).filter(text -> !text.isBlank())));
        return json.list("steps", story.plan().steps(), this::step).done();
    }

    private Value step(PlannedStep step) {
        var its = story.step(step.id());
        var json = new ObjectWriter()
                .text("step", step.id())
                .text("status", story.status(step.id()).word());
        if (!its.attempts().isEmpty()) {
            json.number("attempts", its.attempts().getLast().number());
            RunPartsJson.usage(json, its.usage());
        }
        json.text("key", its.key());
        its.origin().ifPresent(from -> RunPartsJson.origin(json, from));
        its.skipped().ifPresent(reason -> json.text("reason", RunPartsJson.reason(reason)));
        its.ending().ifPresent(ending -> ended(json, ending));
        var drift = drift(step, its);
        if (!drift.isEmpty()) {
            json.list("drift", drift, RunPartsJson::drift);
        }
        return json.done();
    }

    private void ended(ObjectWriter json, Ending ending) {
        switch (ending) {
            case Ending.Succeeded(var digest, var tree, var _, var _) -> {
                json.text("result", digest).text("tree", tree);
                results.apply(digest)
                        .ifPresent(manifest -> json.text("agent", manifest.agent())
                                .list("artifacts", manifest.artifacts(), RunPartsJson::artifact));
            }
            case Ending.Failed(var failure, var because) ->
                json.text("failure", FailureText.of(failure)).word("because", because);
        }
    }

    /// Of a result, whoever made it; of a step without one, what its last attempt found.
    private List<Drift> drift(PlannedStep step, StepStory its) {
        return its.result()
                .flatMap(results)
                .map(manifest -> manifest.agent().drift(step))
                .orElseGet(() -> its.attempts().isEmpty()
                        ? List.of()
                        : its.attempts().getLast().drift());
    }
}
