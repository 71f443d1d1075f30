package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.diagnostic.Place;
import dev.wave.model.CanonicalJson;
import dev.wave.model.JsonText;
import dev.wave.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// Makes one schema of a file and all the files it refers to: each stands once under `$defs`, and references
/// point there. Nothing is ever fetched.
///
/// The files are numbered in the order in which sorted keywords lead to them, so that neither their names nor the
/// layout of the text make a difference: what a schema says is part of keys, where it is kept is not.
final class SchemaBundle {

    /// Keywords whose value is a mapping from names to schemas, so that its keys are no keywords.
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies");

    /// Keywords whose value is data.
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

    private static final List<String> DIALECTS = List.of("https://json-schema.org/", "http://json-schema.org/");

    private final SequencedMap<String, String> texts;
    private final Place place;
    private final List<Diagnostic> problems;
    private final Deque<String> wanted = new ArrayDeque<>();
    private final Map<String, String> numbered = new HashMap<>();
    private String rootPath = "";

    SchemaBundle(SequencedMap<String, String> texts, Place place, List<Diagnostic> problems) {
        this.texts = texts;
        this.place = place;
        this.problems = problems;
    }

    /// @param path the file the schema is from; empty for one written in place
    Value bundle(String path, Value schema) {
        rootPath = path;
        var root = rewritten(schema, File.of(path, "#", schema));
        var parts = new LinkedHashMap<String, Value>();
        for (var next = wanted.poll(); next != null; next = wanted.poll()) {
            var file = next;
            var name = numbered.getOrDefault(file, "");
            parse(file)
                    .ifPresent(value ->
                            parts.put(name, withoutId(rewritten(value, File.of(file, "#/$defs/" + name, value)))));
        }
        return root instanceof Value.Obj(var fields) && !parts.isEmpty() ? withParts(fields, parts) : root;
    }

    /// A file, where its root stands in the bundle, and the names it gives to parts of itself.
    private record File(String path, String root, Optional<String> id, Set<String> ids) {

        static File of(String path, String root, Value schema) {
            var ids = new HashSet<String>();
            collectIds(schema, ids);
            return new File(path, root, id(schema), ids);
        }

        private static void collectIds(Value schema, Set<String> ids) {
            id(schema).ifPresent(ids::add);
            switch (schema) {
                case Value.Obj(var fields) -> fields.values().forEach(value -> collectIds(value, ids));
                case Value.Seq(var items) -> items.forEach(item -> collectIds(item, ids));
                case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> {}
            }
        }

        private static Optional<String> id(Value schema) {
            return schema instanceof Value.Obj(var fields) && fields.get("$id") instanceof Value.Str(var id)
                    ? Optional.of(id)
                    : Optional.empty();
        }
    }

    private Value rewritten(Value schema, File file) {
        return switch (schema) {
            case Value.Obj(var fields) -> each(fields, (name, value) -> keyword(name, value, file));
            case Value.Seq(var items) ->
                new Value.Seq(items.stream().map(item -> rewritten(item, file)).toList());
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> schema;
        };
    }

    private Value keyword(String name, Value value, File file) {
        if (name.equals("$ref") && value instanceof Value.Str(var reference)) {
            return Value.of(reference(reference, file));
        }
        if (DATA.contains(name)) {
            return value;
        }
        if (NAMED_SCHEMAS.contains(name) && value instanceof Value.Obj(var schemas)) {
            return each(schemas, (_, schema) -> rewritten(schema, file));
        }
        return rewritten(value, file);
    }

    /// The fields in the author's order, each rewritten in the order of their names.
    private static Value each(SequencedMap<String, Value> fields, BiFunction<String, Value, Value> rewrite) {
        var sorted = new TreeMap<String, Value>(CanonicalJson.BY_CODE_POINTS);
        sorted.putAll(fields);
        sorted.replaceAll(rewrite);
        var result = new LinkedHashMap<>(fields);
        result.putAll(sorted);
        return new Value.Obj(result);
    }

    private String reference(String reference, File file) {
        var hash = reference.indexOf('#');
        var target = hash < 0 ? reference : reference.substring(0, hash);
        var fragment = hash < 0 ? "" : reference.substring(hash + 1);
        if (target.isEmpty() || file.id.filter(target::equals).isPresent()) {
            return fragment.isEmpty() || fragment.startsWith("/") ? file.root + fragment : "#" + fragment;
        }
        if (file.ids.contains(target) || DIALECTS.stream().anyMatch(target::startsWith)) {
            return reference;
        }
        if (target.contains("://") || target.startsWith("urn:")) {
            problem(
                    "it refers to '" + reference + "', and schemas are never fetched from the network",
                    Optional.of("put the file under .wave/contracts and refer to it by its path"));
            return reference;
        }
        return resolved(file.path, target).map(path -> pointer(path, fragment)).orElseGet(() -> {
            problem("it refers to '" + reference + "', which is outside the project", Optional.empty());
            return reference;
        });
    }

    private String pointer(String path, String fragment) {
        if (path.equals(rootPath)) {
            return "#" + fragment;
        }
        if (!numbered.containsKey(path)) {
            numbered.put(path, "wave:" + (numbered.size() + 1));
            wanted.add(path);
        }
        var root = "#/$defs/" + numbered.get(path);
        return fragment.isEmpty() || fragment.startsWith("/") ? root + fragment : "#" + fragment;
    }

    private Optional<Value> parse(String path) {
        var text = Optional.ofNullable(texts.get(path));
        if (text.isEmpty()) {
            problem("it refers to '" + path + "', and there is no such file", Nearest.question(path, texts.keySet()));
            return Optional.empty();
        }
        return switch (JsonText.read(text.get())) {
            case JsonText.Read.Parsed(var value) -> Optional.of(value);
            case JsonText.Read.Malformed(var message) -> {
                problem("it refers to '" + path + "', which is not JSON: " + message, Optional.empty());
                yield Optional.empty();
            }
        };
    }

    private void problem(String sentence, Optional<String> fix) {
        problems.add(new Diagnostic(Code.E_SCHEMA, place, "the schema cannot be used: " + sentence, fix));
    }

    /// The path of a reference, seen from the folder of the file it stands in; empty if it leads out.
    private static Optional<String> resolved(String from, String target) {
        var names = new ArrayList<String>();
        if (!target.startsWith("/") && from.contains("/")) {
            names.addAll(List.of(from.substring(0, from.lastIndexOf('/')).split("/")));
        }
        for (var name : List.of(target.split("/"))) {
            switch (name) {
                case "", "." -> {}
                case ".." -> {
                    if (names.isEmpty()) {
                        return Optional.empty();
                    }
                    names.removeLast();
                }
                default -> names.add(name);
            }
        }
        return Optional.of(String.join("/", names));
    }

    private static Value withoutId(Value schema) {
        if (!(schema instanceof Value.Obj(var fields))) {
            return schema;
        }
        var result = new LinkedHashMap<>(fields);
        result.remove("$id");
        result.remove("$schema");
        return new Value.Obj(result);
    }

    private static Value withParts(SequencedMap<String, Value> fields, SequencedMap<String, Value> parts) {
        var definitions = new LinkedHashMap<String, Value>();
        if (fields.get("$defs") instanceof Value.Obj(var own)) {
            definitions.putAll(own);
        }
        parts.forEach(definitions::putIfAbsent);
        var result = new LinkedHashMap<>(fields);
        result.put("$defs", new Value.Obj(definitions));
        return new Value.Obj(result);
    }
}
