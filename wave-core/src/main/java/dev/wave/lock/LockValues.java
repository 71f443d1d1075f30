package dev.wave.lock;

import dev.wave.key.Key;
import dev.wave.model.AdapterName;
import dev.wave.model.Digest;
import dev.wave.model.History;
import dev.wave.model.ObjectReader;
import dev.wave.model.ObjectReader.Malformed;
import dev.wave.model.ObjectWriter;
import dev.wave.model.PersonaName;
import dev.wave.model.PipelineName;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import dev.wave.plan.ModelPin;
import dev.wave.plan.Pins;
import dev.wave.run.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A lock as plain values, in the order in which people read it, and back.
final class LockValues {

    private LockValues() {}

    static Value write(Lock lock) {
        var fields = new ObjectWriter()
                .number("lock", Lock.FORMAT)
                .number("keys", lock.keys())
                .text("project", lock.project());
        return write(fields, lock.pins())
                .entries("personas", lock.personas(), Value::of)
                .entries("schemas", lock.schemas(), digest -> Value.of(digest.value()))
                .entries("pipelines", lock.pipelines(), LockValues::pipeline)
                .entries("recordings", lock.recordings(), LockValues::recording)
                .done();
    }

    static Lock read(ObjectReader fields) {
        var format = fields.small("lock");
        if (format != Lock.FORMAT) {
            throw new Malformed("its format is " + format + ", and this version of Wave knows " + Lock.FORMAT);
        }
        return new Lock(
                fields.small("keys"),
                fields.maybe("project", LockValues::named),
                pins(fields),
                fields.entries("personas", PersonaName::new, LockValues::text),
                fields.entries("schemas", Function.identity(), value -> new Digest(text(value))),
                fields.entries("pipelines", PipelineName::new, object(LockValues::pipeline)),
                fields.entries("recordings", RecordingName::of, object(LockValues::recording)));
    }

    static ObjectWriter write(ObjectWriter fields, Pins pins) {
        return fields.entries(
                        "adapters",
                        pins.adapters(),
                        version -> new ObjectWriter().text("version", version).done())
                .entries("models", pins.models(), LockValues::model);
    }

    static Pins pins(ObjectReader fields) {
        return new Pins(
                fields.entries("adapters", AdapterName::new, object(version -> named(version.text("version")))),
                fields.entries("models", Function.identity(), LockValues::model));
    }

    private static String named(String text) {
        if (text.isBlank()) {
            throw new Malformed("blank");
        }
        return text;
    }

    private static Value model(ModelPin pin) {
        return switch (pin) {
            case ModelPin.Exact(var id) -> Value.of(id);
            case ModelPin.Floating() ->
                new ObjectWriter().truth("floating", true).done();
        };
    }

    private static ModelPin model(Value value) {
        if (value instanceof Value.Str(var id)) {
            return new ModelPin.Exact(named(id));
        }
        if (ObjectReader.whole(value, model -> model.truth("floating"))) {
            return new ModelPin.Floating();
        }
        throw new Malformed("a model is an id or {floating: true}");
    }

    private static Value pipeline(Lock.LockedPipeline pipeline) {
        return new ObjectWriter()
                .entries("params", pipeline.params(), Value::of)
                .entries("steps", pipeline.steps(), LockValues::step)
                .done();
    }

    private static Lock.LockedPipeline pipeline(ObjectReader fields) {
        return new Lock.LockedPipeline(
                fields.entries("params", Function.identity(), LockValues::text),
                fields.entries("steps", StepId::new, object(LockValues::step)));
    }

    private static Value step(Lock.LockedStep step) {
        var fields = new ObjectWriter().text("definition", step.definition());
        return step.grants().isEmpty()
                ? fields.done()
                : fields.texts("grants", step.grants()).done();
    }

    private static Lock.LockedStep step(ObjectReader fields) {
        return new Lock.LockedStep(
                fields.as("definition", Digest::new),
                fields.has("grants") ? fields.texts("grants", Function.identity()) : List.of());
    }

    private static Value recording(Recording recording) {
        var fields = new ObjectWriter()
                .entries("params", recording.params(), Function.identity())
                .text("input", recording.input())
                .text("base", recording.base());
        recording.history().ifPresent(history -> fields.value("history", history.toValue()));
        return fields.word("level", recording.level())
                .entries("steps", recording.steps(), LockValues::taken)
                .text("tree", recording.tree())
                .entries("artifacts", recording.artifacts(), Value::of)
                .word("bytes", recording.bytes())
                .done();
    }

    private static Recording recording(ObjectReader fields) {
        return new Recording(
                fields.entries("params", Function.identity(), Function.identity()),
                fields.maybe("input", Function.identity()),
                fields.as("base", TreeId::new),
                fields.has("history") ? Optional.of(fields.object("history", History::of)) : Optional.empty(),
                fields.word("level", Level.values()),
                fields.entries("steps", StepId::new, object(LockValues::taken)),
                fields.as("tree", TreeId::new),
                fields.entries("artifacts", Function.identity(), LockValues::text),
                fields.word("bytes", Recording.Bytes.values()));
    }

    private static Value taken(Recording.Taken taken) {
        return new ObjectWriter()
                .text("key", taken.key())
                .text("result", taken.result())
                .done();
    }

    private static Recording.Taken taken(ObjectReader fields) {
        return new Recording.Taken(new Key(fields.as("key", Digest::new)), fields.as("result", Digest::new));
    }

    private static <T> Function<Value, T> object(Function<ObjectReader, T> read) {
        return value -> ObjectReader.whole(value, read);
    }

    private static String text(Value value) {
        if (value instanceof Value.Str(var text)) {
            return text;
        }
        throw new Malformed("not a text");
    }
}
