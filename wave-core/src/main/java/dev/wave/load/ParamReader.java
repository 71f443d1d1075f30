package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Param;
import dev.wave.model.ParamName;
import dev.wave.model.Text;
import dev.wave.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads `params:`.
final class ParamReader {
    static final FieldNames FIELDS = FieldNames.of("a parameter", "type", "description", "default", "enum")
            .hint("a parameter without a default is required", "required", "optional")
            .meaning("enum", "options", "choices", "values", "allowed")
            .meaning("default", "value");

    private final Problems problems;

    ParamReader(Problems problems) {
        this.problems = problems;
    }

    /// What the block declares; empty if the pipeline has no such block.
    Optional<SequencedMap<ParamName, Param>> read(Fields pipeline) {
        if (!pipeline.has("params")) {
            return Optional.empty();
        }
        var params = new LinkedHashMap<ParamName, Param>();
        for (var entry : pipeline.entries("params")) {
            param(entry).ifPresent(param -> params.put(param.name(), param));
        }
        return Optional.of(params);
    }

    private Optional<Param> param(Node.Entry entry) {
        var key = new Node.Scalar(entry.key(), entry.place(), Node.Kind.STRING, new Text.Layout.Unknown());
        var name = Names.of(key, "a parameter", ParamName::isValid, ParamName::new, problems);
        if (entry.value() instanceof Node.Scalar(var _, var _, var kind, var _) && kind == Node.Kind.NULL) {
            return name.map(known ->
                    new Param(known, entry.place(), Param.Type.STRING, Optional.empty(), List.of(), "", false));
        }
        return Fields.of(entry.value(), FIELDS, problems).flatMap(fields -> declared(fields, name, entry));
    }

    private Optional<Param> declared(Fields fields, Optional<ParamName> name, Node.Entry entry) {
        var type = fields.choice("type", Param.Type.class).orElse(Param.Type.STRING);
        var description = fields.string("description").orElse("");
        var allowed = fields.has("enum")
                ? fields.items("enum").stream()
                        .flatMap(node -> typed(node, type, "enum").stream())
                        .toList()
                : List.<Value>of();
        if (fields.has("enum")
                && allowed.isEmpty()
                && fields.node("enum").filter(Node.Items.class::isInstance).isPresent()) {
            problems.add(
                    Code.E_VALUE, fields.placeOf("enum"), "'enum' allows no value", "list the values, or remove it");
        }
        var standard = fields.node("default").flatMap(node -> typed(node, type, "default"));
        standard.filter(value -> !allowed.isEmpty() && !allowed.contains(value))
                .ifPresent(value -> problems.add(
                        Code.E_VALUE,
                        fields.node("default").orElseThrow().place(),
                        "the default " + CanonicalJson.text(value) + " is none of the values of 'enum'",
                        "one of " + CanonicalJson.text(new Value.Seq(allowed))));
        return name.map(known -> new Param(known, entry.place(), type, standard, allowed, description, false));
    }

    private Optional<Value> typed(Node node, Param.Type type, String field) {
        var value = node.value().nfc();
        if (isOf(value, type)) {
            return Optional.of(value);
        }
        if (type == Param.Type.STRING
                && node instanceof Node.Scalar(var text, var _, var kind, var _)
                && kind == Node.Kind.NUMBER) {
            return Optional.of(Value.of(text));
        }
        problems.add(
                Code.E_TYPE,
                node.place(),
                "a value of '" + field + "' must be " + words(type) + ", found " + node.shown(),
                "write " + words(type) + ", or change 'type'");
        return Optional.empty();
    }

    private static boolean isOf(Value value, Param.Type type) {
        return switch (type) {
            case STRING -> value instanceof Value.Str;
            case INTEGER -> value instanceof Value.Num number && number.isWhole();
            case NUMBER -> value instanceof Value.Num;
            case BOOLEAN -> value instanceof Value.Bool;
            case LIST -> value instanceof Value.Seq;
        };
    }

    private static String words(Param.Type type) {
        return switch (type) {
            case STRING -> "a text";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case LIST -> "a list";
        };
    }
}
