package dev.wave.command;

import dev.wave.engine.Report.Preparation;
import dev.wave.key.KeyBuilder;
import dev.wave.load.Includes;
import dev.wave.local.DryRun;
import dev.wave.lock.PinsJson;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Decoded;
import dev.wave.model.Digest;
import dev.wave.model.ObjectReader;
import dev.wave.model.ObjectWriter;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import dev.wave.plan.Pins;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.spi.Workspaces.Extra;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A plan that somebody kept to have exactly it run later: texts and digests, no secret's value.
///
/// @param arguments the parameters' values, as canonical JSON
/// @param committed whether it is about what is committed, and not about the files as they were
/// @param base the files
/// @param pins of the lock, as canonical JSON
record SavedPlan(
        String pipeline,
        String arguments,
        Optional<String> input,
        boolean committed,
        TreeId base,
        String pins,
        SequencedMap<StepId, SavedStep> steps) {
    private static final int FORMAT = 1;

    /// A step of it.
    ///
    /// @param definition what the project's text says of it
    /// @param key what its key is made of; absent as long as steps before it have to run
    /// @param stored the result that stands for it
    record SavedStep(
            SequencedMap<String, Value> definition,
            Optional<SequencedMap<String, Value>> key,
            Optional<Digest> stored) {}

    /// What a look at the project and its store finds now.
    ///
    /// @param included Wave's own files that steps may read, by the step
    static SavedPlan of(
            Plan plan,
            Map<StepId, List<Extra>> included,
            Pins pins,
            boolean committed,
            TreeId base,
            DryRun.Forecast forecast) {
        var steps = new LinkedHashMap<StepId, SavedStep>();
        for (var step : plan.steps()) {
            var key = Optional.ofNullable(forecast.keys().get(step.id())).map(keyed -> keyed.components());
            var stored = forecast.found().get(step.id()) instanceof Preparation.Reused reused
                    ? Optional.of(reused.result())
                    : Optional.<Digest>empty();
            steps.put(step.id(), new SavedStep(definition(step, included), key, stored));
        }
        return new SavedPlan(
                plan.pipeline().value(), Given.json(plan), plan.input(), committed, base, PinsJson.write(pins), steps);
    }

    private static SequencedMap<String, Value> definition(PlannedStep step, Map<StepId, List<Extra>> included) {
        var files = Includes.digests(included.getOrDefault(step.id(), List.of()));
        return KeyBuilder.definition(step, files).components();
    }

    /// As a file holds it.
    String text() {
        var json = new ObjectWriter()
                .number("saved_plan", FORMAT)
                .text("pipeline", pipeline)
                .text("arguments", arguments)
                .text("input", input)
                .truth("committed", committed)
                .text("base", base)
                .text("pins", pins)
                .entries("steps", steps, SavedPlan::json);
        return CanonicalJson.inOrder(json.done()) + "\n";
    }

    private static Value json(SavedStep step) {
        var json = new ObjectWriter().value("definition", new Value.Obj(step.definition()));
        step.key().ifPresent(key -> json.value("key", new Value.Obj(key)));
        return json.text("result", step.stored()).done();
    }

    /// What [#text] wrote; of anything else, why it is none.
    static Decoded<SavedPlan> read(String text) {
        return ObjectReader.decode(text, SavedPlan::read);
    }

    private static SavedPlan read(ObjectReader json) {
        if (json.number("saved_plan") != FORMAT) {
            throw new ObjectReader.Malformed("written by another version of Wave");
        }
        return new SavedPlan(
                json.text("pipeline"),
                json.text("arguments"),
                json.maybe("input", text -> text),
                json.truth("committed"),
                json.as("base", TreeId::new),
                json.text("pins"),
                json.entries("steps", StepId::new, step -> ObjectReader.whole(step, SavedPlan::step)));
    }

    private static SavedStep step(ObjectReader json) {
        return new SavedStep(
                json.entries("definition", name -> name, value -> value),
                json.has("key") ? Optional.of(json.entries("key", name -> name, value -> value)) : Optional.empty(),
                json.maybe("result", Digest::new));
    }
}
