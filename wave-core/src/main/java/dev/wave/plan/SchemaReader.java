package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.diagnostic.Place;
import dev.wave.model.CanonicalJson;
import dev.wave.model.JsonText;
import dev.wave.model.Project;
import dev.wave.model.Schema;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads JSON Schemas as far as they are JSON, with what they refer to in other files put inside. Whether
/// they are valid schemas is for a validator to say.
final class SchemaReader {
    private final SequencedMap<String, String> texts;
    private final List<Diagnostic> problems;
    private final Map<String, Optional<PlannedSchema>> byPath = new HashMap<>();
    private final SequencedMap<String, Outline.UsedSchema> used = new LinkedHashMap<>();

    SchemaReader(Project project, List<Diagnostic> problems) {
        texts = project.schemas();
        this.problems = problems;
    }

    /// Every schema that was read, each once.
    List<Outline.UsedSchema> used() {
        return List.copyOf(used.values());
    }

    /// The schema; empty if something is wrong with it, which is reported once.
    Optional<PlannedSchema> read(Schema schema) {
        var read = switch (schema) {
            case Schema.File(var path, var place) -> byPath.computeIfAbsent(path, _ -> readFile(path, place));
            case Schema.Inline(var value, var place) -> bundled("inline", "", value, place);
        };
        read.ifPresent(planned -> used.putIfAbsent(
                planned.name() + " " + planned.json(), new Outline.UsedSchema(planned, schema.place())));
        return read;
    }

    private Optional<PlannedSchema> readFile(String path, Place place) {
        return value(path, place).flatMap(value -> bundled(path, path, value, place));
    }

    private Optional<PlannedSchema> bundled(String name, String path, Value value, Place place) {
        if (!(value instanceof Value.Obj) && !(value instanceof Value.Bool)) {
            problems.add(Diagnostic.of(
                    Code.E_SCHEMA, place, "a JSON Schema is an object, true or false, and " + shown(name) + " is not"));
            return Optional.empty();
        }
        var wrong = new ArrayList<Diagnostic>();
        var bundle = new SchemaBundle(texts, place, wrong).bundle(path, value);
        problems.addAll(wrong);
        return wrong.isEmpty() ? Optional.of(new PlannedSchema(name, CanonicalJson.text(bundle))) : Optional.empty();
    }

    private Optional<Value> value(String path, Place place) {
        var text = Optional.ofNullable(texts.get(path));
        if (text.isEmpty()) {
            problems.add(new Diagnostic(
                    Code.E_SCHEMA,
                    place,
                    "there is no schema file '" + path + "'",
                    Nearest.question(path, texts.keySet())));
            return Optional.empty();
        }
        return switch (JsonText.read(text.get())) {
            case JsonText.Read.Parsed(var value) -> Optional.of(value);
            case JsonText.Read.Malformed(var message) -> {
                problems.add(Diagnostic.of(Code.E_SCHEMA, place, shown(path) + " is not JSON: " + message));
                yield Optional.empty();
            }
        };
    }

    private static String shown(String name) {
        return name.equals("inline") ? "this one" : "'" + name + "'";
    }
}
