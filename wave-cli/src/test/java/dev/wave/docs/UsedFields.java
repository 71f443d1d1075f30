package dev.wave.docs;

import dev.wave.load.Vocabulary;
import dev.wave.model.Value;
import dev.wave.schema.FileKind;
import dev.wave.schema.FileSchemas;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The fields of the language that projects use, by the place where they use them. Which place a mapping is, the
/// schema of the project's file says.
final class UsedFields {
    private static final Value NOTHING = new Value.Null();
    private static final Value.Obj SCHEMA = FileSchemas.of(FileKind.PROJECT);
    private static final String REFERENCE = "#/definitions/";

    /// Which of the contracts it is, its `type` says.
    private static final String ANY_CONTRACT = "any_contract";

    private final Map<Vocabulary, Set<String>> used = new EnumMap<>(Vocabulary.class);

    /// The names that were used there.
    Set<String> at(Vocabulary place) {
        return used.getOrDefault(place, Set.of());
    }

    /// Notes what a `wave.yaml` uses.
    void noteProject(Value.Obj project) {
        note(Vocabulary.WAVE_YAML, project);
        along(SCHEMA, project);
    }

    private void note(Vocabulary place, Value.Obj mapping) {
        used.computeIfAbsent(place, _ -> new TreeSet<>())
                .addAll(mapping.fields().keySet());
    }

    /// Follows the schema as far as the value goes.
    private void along(Value schema, Value value) {
        if (field(schema, "$ref") instanceof Value.Str(var reference)) {
            into(reference.substring(REFERENCE.length()), value);
        }
        if (field(schema, "anyOf") instanceof Value.Seq(var branches)) {
            branches.forEach(branch -> along(branch, value));
        }
        switch (value) {
            case Value.Obj(var fields) -> {
                var known = field(schema, "properties");
                var others = field(schema, "additionalProperties");
                fields.forEach(
                        (name, each) -> along(field(known, name).equals(NOTHING) ? others : field(known, name), each));
            }
            case Value.Seq(var items) -> items.forEach(item -> along(field(schema, "items"), item));
            default -> {}
        }
    }

    private void into(String definition, Value value) {
        if (definition.equals(ANY_CONTRACT) && field(value, "type") instanceof Value.Str(var type)) {
            into("contract", value);
            into(type + "_contract", value);
        } else if (value instanceof Value.Obj mapping) {
            note(Vocabulary.valueOf(definition.toUpperCase(Locale.ROOT)), mapping);
            along(field(field(SCHEMA, "definitions"), definition), value);
        }
    }

    private static Value field(Value value, String name) {
        return value instanceof Value.Obj(var fields) ? fields.getOrDefault(name, NOTHING) : NOTHING;
    }
}
