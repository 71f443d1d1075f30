package dev.wave.schema;

import dev.wave.load.Vocabulary;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a value can look like, as a JSON Schema.
final class Shape {
    static final String DURATION = "^(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}ms)?$";
    static final String SIZE = "^\\d{1,9} ?([KMGkmg]?[Bb]|[KMG]iB|[KMGkmg])$";

    private Shape() {}

    static Value.Obj text() {
        return type("string");
    }

    /// A text, also one that YAML takes for a number.
    static Value.Obj textOrNumber() {
        return types("string", "number");
    }

    static Value.Obj notBlank() {
        return new ObjectWriter()
                .texts("type", List.of("string", "number"))
                .text("pattern", "\\S")
                .done();
    }

    static Value.Obj truth() {
        return type("boolean");
    }

    /// Anything at all.
    static Value.Obj any() {
        return new ObjectWriter().done();
    }

    static Value.Obj integer(long least, long most) {
        return new ObjectWriter()
                .text("type", "integer")
                .number("minimum", least)
                .number("maximum", most)
                .done();
    }

    static Value.Obj type(String name) {
        return new ObjectWriter().text("type", name).done();
    }

    static Value.Obj types(String... names) {
        return new ObjectWriter().texts("type", List.of(names)).done();
    }

    static Value.Obj pattern(String pattern) {
        return new ObjectWriter()
                .text("type", "string")
                .text("pattern", pattern)
                .done();
    }

    static Value.Obj duration() {
        return pattern(DURATION);
    }

    static Value.Obj size() {
        return pattern(SIZE);
    }

    static Value.Obj words(List<String> words) {
        return new ObjectWriter().texts("enum", words).done();
    }

    /// The words of an enum, as they are written in files.
    static Value.Obj words(Enum<?>[] constants) {
        return words(Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList());
    }

    static Value.Obj list(Value item) {
        return new ObjectWriter().text("type", "array").value("items", item).done();
    }

    static Value.Obj nonEmptyList(Value item) {
        return new ObjectWriter()
                .text("type", "array")
                .value("items", item)
                .number("minItems", 1)
                .done();
    }

    /// One of them alone, or a list.
    static Value.Obj oneOrList(Value item) {
        return either(item, list(item));
    }

    static Value.Obj either(Value... shapes) {
        return new ObjectWriter().value("anyOf", new Value.Seq(List.of(shapes))).done();
    }

    /// A mapping whose keys an author chooses.
    static Value.Obj mapping(String keys, Value value) {
        return new ObjectWriter()
                .text("type", "object")
                .value("propertyNames", new ObjectWriter().text("pattern", keys).done())
                .value("additionalProperties", value)
                .done();
    }

    static Value.Obj mapping(Value value) {
        return new ObjectWriter()
                .text("type", "object")
                .value("additionalProperties", value)
                .done();
    }

    /// A command: shell text, or a list of a program and its arguments.
    static Value.Obj command() {
        return either(text(), nonEmptyList(types("string", "number", "boolean")));
    }

    /// What stands in the definitions under the name of that place.
    static Value.Obj of(Vocabulary place) {
        return new ObjectWriter()
                .text("$ref", "#/definitions/" + Definitions.name(place))
                .done();
    }

    /// Any contract.
    static Value.Obj contract() {
        return new ObjectWriter().text("$ref", "#/definitions/any_contract").done();
    }
}
