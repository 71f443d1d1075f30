package dev.wave.show;

import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.plan.PlannedStep;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.story.StepStory;
import dev.wave.view.FailureText;
import dev.wave.view.RunPartsJson;

/// One step of a run as one JSON object.
public final class StepJson {

    private StepJson() {}

    /// All that is known of the step in that run.
    public static Value of(Told told, PlannedStep step) {
        var story = told.story().step(step.id());
        var json = new ObjectWriter()
                .number("v", 1)
                .text("run", told.story().id())
                .text("pipeline", told.story().plan().pipeline())
                .text("step", step.id())
                .text("status", told.story().status(step.id()).word())
                .text("by", Told.who(step))
                .texts(
                        "dependencies",
                        step.dependencies().stream()
                                .map(PlannedStep.Dependency::step)
                                .toList())
                .text("key", story.key());
        story.origin().ifPresent(from -> RunPartsJson.origin(json, from));
        story.skipped().ifPresent(reason -> json.text("reason", RunPartsJson.reason(reason)));
        json.list("attempts", story.attempts(), StepJson::attempt);
        story.ending().ifPresent(ending -> ended(json, ending));
        told.result(story)
                .ifPresent(result -> json.text("agent", result.agent())
                        .word("level", result.level())
                        .list("artifacts", result.artifacts(), RunPartsJson::artifact));
        return json.done();
    }

    private static void ended(ObjectWriter json, Ending ending) {
        switch (ending) {
            case Ending.Succeeded(var result, var tree, var _, var _) ->
                json.text("result", result).text("tree", tree);
            case Ending.Failed(var failure, var because) ->
                json.text("failure", FailureText.of(failure)).word("because", because);
        }
    }

    private static Value attempt(StepStory.Attempt attempt) {
        var json = new ObjectWriter()
                .number("attempt", attempt.number())
                .text("outcome", attempt.word())
                .text("started", attempt.started())
                .text("finished", attempt.ended());
        attempt.took().ifPresent(took -> json.millis("took_ms", took));
        attempt.ended().ifPresent(_ -> RunPartsJson.usage(json, attempt.usage()));
        json.text("failure", attempt.failure().map(FailureText::of))
                .list("verdicts", attempt.verdicts(), StepJson::verdict);
        if (!attempt.drift().isEmpty()) {
            json.list("drift", attempt.drift(), RunPartsJson::drift);
        }
        return json.done();
    }

    private static Value verdict(Verdict verdict) {
        return new ObjectWriter()
                .text("contract", verdict.contract())
                .word("status", verdict.status())
                .list("violations", verdict.violations(), StepJson::violation)
                .text("evidence", verdict.evidence())
                .done();
    }

    private static Value violation(Violation violation) {
        return new ObjectWriter()
                .text("where", violation.where())
                .text("message", violation.message())
                .done();
    }
}
