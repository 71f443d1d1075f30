package dev.wave.deliverable;

import dev.wave.model.Format;
import dev.wave.model.JsonText;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedOutput;
import dev.wave.plan.PlannedSchema;
import dev.wave.plan.PlannedStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The JSON Schema of what `submit_deliverable` is called with: it leads a model to what the outputs have to
/// be. Nothing is decided by it; clients check it or not.
final class ArgumentSchema {
    /// Where a schema keeps its parts, for references from its inside.
    private static final Set<String> PARTS = Set.of("$defs", "definitions");

    /// Keywords that give names which only count within one document, and that a part cannot keep.
    private static final Set<String> NAMES =
            Set.of("$id", "id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveAnchor", "$recursiveRef");

    private final PlannedStep step;

    ArgumentSchema(PlannedStep step) {
        this.step = step;
    }

    Value.Obj schema() {
        var content = content();
        var properties = new ObjectWriter()
                .value("name", name())
                .value("content", content.type())
                .value("paths", paths())
                .done();
        var schema = new ObjectWriter().text("type", "object").value("properties", properties);
        if (step.outputs().size() > 1) {
            schema.texts("required", List.of("name"));
        }
        content.parts().fields().forEach(schema::value);
        return schema.done();
    }

    private Value name() {
        return new ObjectWriter()
                .text("type", "string")
                .texts("enum", step.outputs().stream().map(PlannedOutput::name).toList())
                .text("description", "Which output it is.")
                .done();
    }

    private static Value paths() {
        return new ObjectWriter()
                .text("type", "array")
                .value("items", new ObjectWriter().text("type", "string").done())
                .text(
                        "description",
                        "Instead of content: files of the project that you created or changed and that are the output.")
                .done();
    }

    /// What `content` may be.
    ///
    /// @param parts what the type refers to, to stand at the schema's root
    private record Typed(Value type, Value.Obj parts) {}

    private Typed content() {
        if (step.outputs().size() == 1) {
            var only = schema(step, step.outputs().getFirst()).flatMap(ArgumentSchema::embedded);
            if (only.isPresent()) {
                return only.get();
            }
        }
        var type = new ObjectWriter();
        if (step.outputs().stream().allMatch(output -> isText(output.format()))) {
            type.text("type", "string");
        }
        var described = step.outputs().stream().map(this::described).toList();
        return new Typed(type.text("description", String.join("\n", described)).done(), new ObjectWriter().done());
    }

    private static boolean isText(Format format) {
        return format.isText() && format != Format.JSON && format != Format.ANY;
    }

    private String described(PlannedOutput output) {
        var what = switch (output.format()) {
            case JSON ->
                "the JSON value itself, not a text"
                        + schema(step, output)
                                .map(schema -> ", valid against this JSON Schema: " + schema.json())
                                .orElse("");
            case ANY -> "the whole text";
            case DIRECTORY, BINARY -> "not this way, but by `paths`";
            case YAML, CSV, MARKDOWN, TEXT, HTML, DIFF, CODE ->
                "the whole text, " + output.format().text();
        };
        return output.name() + ": " + what;
    }

    /// The schema that a JSON output is declared with, else that of the first contract about it.
    static Optional<PlannedSchema> schema(PlannedStep step, PlannedOutput output) {
        var contracts = step.contracts().stream()
                .flatMap(contract -> SubmissionCheck.about(contract, output.name()).stream())
                .flatMap(contract -> contract.predicate() instanceof Predicate.JsonSchema(var schema, var _)
                        ? Stream.of(schema)
                        : Stream.empty());
        return output.format() == Format.JSON ? output.schema().or(contracts::findFirst) : Optional.empty();
    }

    /// The schema as a part of another, if it can be one: references to its parts still lead there, any other
    /// would not.
    private static Optional<Typed> embedded(PlannedSchema schema) {
        if (!(JsonText.read(schema.json()) instanceof JsonText.Read.Parsed(Value.Obj root)) || !isMovable(root)) {
            return Optional.empty();
        }
        var type = new LinkedHashMap<String, Value>();
        var parts = new LinkedHashMap<String, Value>();
        root.fields().forEach((name, value) -> (PARTS.contains(name) ? parts : type).put(name, value));
        type.remove("$schema");
        return Optional.of(new Typed(new Value.Obj(type), new Value.Obj(parts)));
    }

    private static boolean isMovable(Value value) {
        return switch (value) {
            case Value.Obj(var fields) ->
                fields.entrySet().stream()
                                .noneMatch(field ->
                                        NAMES.contains(field.getKey()) && field.getValue() instanceof Value.Str)
                        && isMovable(
                                fields.get("$ref") instanceof Value.Str(var reference)
                                        ? Optional.of(reference)
                                        : Optional.empty())
                        && fields.values().stream().allMatch(ArgumentSchema::isMovable);
            case Value.Seq(var items) -> items.stream().allMatch(ArgumentSchema::isMovable);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> true;
        };
    }

    private static boolean isMovable(Optional<String> reference) {
        return reference.isEmpty()
                || PARTS.stream().anyMatch(part -> reference.get().startsWith("#/" + part + "/"));
    }
}
