package dev.wave.schema;

import dev.wave.lock.Lock;
import dev.wave.lock.Recording;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.run.Level;
import java.util.List;

/// `wave.lock`, which only Wave writes.
final class LockSchema {
    private static final String DIGEST = "^sha256:[0-9a-f]{64}$";
    private static final String TREE = "^git-sha(1:[0-9a-f]{40}|256:[0-9a-f]{64})$";
    private static final String COMMIT = "^([0-9a-f]{40}|[0-9a-f]{64})$";

    private LockSchema() {}

    static ObjectWriter body() {
        return new Table()
                .required("lock", "keys")
                .field("lock", Shape.integer(Lock.FORMAT, Lock.FORMAT), "The version of the file's format.")
                .field("keys", Shape.integer(1, Integer.MAX_VALUE), "The version of what keys are made of.")
                .field("project", Shape.text(), "The project's name, if it says one.")
                .field("adapters", Shape.mapping(adapter()), "The version of each agent's program.")
                .field("models", Shape.mapping(model()), "What tiers and aliases stand for.")
                .field("personas", Shape.mapping(Shape.text()), "Where each persona comes from, and a digest of it.")
                .field("schemas", Shape.mapping(Shape.pattern(DIGEST)), "A digest of each schema.")
                .field("pipelines", Shape.mapping(reference("pipeline")), "What the workflows are.")
                .field("recordings", Shape.mapping(reference("recording")), "The runs that were kept.")
                .object(List.of(
                        "lock",
                        "keys",
                        "project",
                        "adapters",
                        "models",
                        "personas",
                        "schemas",
                        "pipelines",
                        "recordings"));
    }

    static Value.Obj definitions() {
        return new ObjectWriter()
                .value("pipeline", pipeline())
                .value("recording", recording())
                .done();
    }

    private static Value.Obj reference(String name) {
        return new ObjectWriter().text("$ref", "#/definitions/" + name).done();
    }

    private static Value.Obj adapter() {
        return new Table()
                .required("version")
                .field("version", Shape.text(), "The version.")
                .object(List.of("version"))
                .done();
    }

    private static Value.Obj model() {
        var floating = new Table()
                .required("floating")
                .field("floating", Shape.truth(), "Only the vendor knows what it stands for.")
                .object(List.of("floating"))
                .done();
        return Shape.either(Shape.text(), floating);
    }

    private static Value.Obj pipeline() {
        var step = new Table()
                .required("definition")
                .field("definition", Shape.pattern(DIGEST), "All the project's text says about the step.")
                .field("grants", Shape.list(Shape.text()), "What it may do.")
                .object(List.of("definition", "grants"))
                .done();
        return new Table()
                .field("params", Shape.mapping(Shape.text()), "Types of parameters.")
                .field("steps", Shape.mapping(step), "Its steps.")
                .object(List.of("params", "steps"))
                .done();
    }

    private static Value.Obj recording() {
        var digest = Shape.pattern(DIGEST);
        var taken = new Table()
                .required("key", "result")
                .field("key", digest, "All that the step could see.")
                .field("result", digest, "What it came to.")
                .object(List.of("key", "result"))
                .done();
        var history = new Table()
                .required("commit")
                .field("commit", Shape.pattern(COMMIT), "The last of them.")
                .field("folder", Shape.text(), "The project's folder in the repository.")
                .field("cut", digest, "Where a shallow clone's history ends.")
                .object(List.of("commit", "folder", "cut"))
                .done();
        return new Table()
                .required("base", "level", "tree", "bytes")
                .field("params", Shape.mapping(Shape.any()), "The parameters' values.")
                .field("input", Shape.text(), "The text of `{{ input }}`.")
                .field("base", Shape.pattern(TREE), "The files it began with.")
                .field("history", history, "The commits that its steps saw.")
                .field("level", Shape.words(Level.values()), "What kept its steps apart.")
                .field("steps", Shape.mapping(taken), "Its steps.")
                .field("tree", Shape.pattern(TREE), "The files it ended with.")
                .field("artifacts", Shape.mapping(Shape.text()), "What it produced.")
                .field("bytes", Shape.words(Recording.Bytes.values()), "Where the bytes are.")
                .object(List.of("params", "input", "base", "history", "level", "steps", "tree", "artifacts", "bytes"))
                .done();
    }
}
