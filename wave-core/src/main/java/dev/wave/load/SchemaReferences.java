package dev.wave.load;

import dev.wave.model.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/// Finds what a JSON Schema refers to outside itself.
final class SchemaReferences {
    /// Keywords whose values are data, not schemas.
    private static final Set<String> DATA = Set.of("enum", "const", "default", "examples");

    private static final List<String> KNOWN_DIALECTS =
            List.of("https://json-schema.org/draft", "http://json-schema.org/draft");

    private final SequencedSet<String> ids = new LinkedHashSet<>();
    private final SequencedSet<String> references = new LinkedHashSet<>();

    private SchemaReferences() {}

    /// The files and addresses of `$ref` and `$dynamicRef`, without fragments; not those the schema itself
    /// holds under an `$id`, and not the dialects every validator knows.
    static SequencedSet<String> in(Value schema) {
        var found = new SchemaReferences();
        found.walk(schema);
        found.references.removeAll(found.ids);
        found.references.removeIf(
                reference -> reference.isEmpty() || KNOWN_DIALECTS.stream().anyMatch(reference::startsWith));
        return found.references;
    }

    private void walk(Value value) {
        switch (value) {
            case Value.Obj(var fields) ->
                fields.forEach((name, field) -> {
                    if (field instanceof Value.Str(var text)) {
                        note(name, text);
                    } else if (!DATA.contains(name)) {
                        walk(field);
                    }
                });
            case Value.Seq(var items) -> items.forEach(this::walk);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> {}
        }
    }

    private void note(String keyword, String text) {
        var hash = text.indexOf('#');
        var file = hash < 0 ? text : text.substring(0, hash);
        switch (keyword) {
            case "$id" -> ids.add(file);
            case "$ref", "$dynamicRef" -> references.add(file);
            default -> {}
        }
    }
}
