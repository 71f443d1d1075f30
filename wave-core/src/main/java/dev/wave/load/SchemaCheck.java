package dev.wave.load;

import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the mistakes that make a JSON Schema no JSON Schema: keywords with values they cannot have. What a
/// validator makes of the rest, the drivers find out when they compile it.
final class SchemaCheck {
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "string", "integer");
    private static final Set<String> SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> LISTS_OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMAS = Set.of(
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "additionalProperties",
            "unevaluatedItems",
            "unevaluatedProperties",
            "additionalItems");
    private static final Set<String> NUMBERS = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "minContains",
            "maxContains");
    private static final Set<String> TEXTS =
            Set.of("$id", "$schema", "$ref", "$anchor", "title", "description", "pattern", "format", "$comment");

    private final List<String> problems = new ArrayList<>();

    private SchemaCheck() {}

    /// Sentences without a full stop, each with the JSON pointer of what it is about.
    static List<String> problems(Value schema) {
        var check = new SchemaCheck();
        check.schema(schema, "");
        return List.copyOf(check.problems);
    }

    private void schema(Value value, String pointer) {
        switch (value) {
            case Value.Obj(var fields) -> fields.forEach((name, field) -> keyword(name, field, pointer + "/" + name));
            case Value.Bool _ -> {}
            case Value.Null _, Value.Num _, Value.Str _, Value.Seq _ ->
                wrong(pointer, "a schema is an object, true or false");
        }
    }

    private void keyword(String name, Value value, String pointer) {
        if (name.equals("type")) {
            type(value, pointer);
        } else if (SCHEMAS_BY_NAME.contains(name)) {
            schemasByName(value, pointer);
        } else if (LISTS_OF_SCHEMAS.contains(name)) {
            listOfSchemas(value, pointer);
        } else if (SCHEMAS.contains(name) || (name.equals("items") && !(value instanceof Value.Seq))) {
            schema(value, pointer);
        } else if (name.equals("items")) {
            listOfSchemas(value, pointer);
        } else if (name.equals("required") && !isListOfTexts(value)) {
            wrong(pointer, "must be a list of names");
        } else if (name.equals("enum") && !(value instanceof Value.Seq)) {
            wrong(pointer, "must be a list");
        } else if (NUMBERS.contains(name) && !(value instanceof Value.Num)) {
            wrong(pointer, "must be a number");
        } else if (TEXTS.contains(name) && !(value instanceof Value.Str)) {
            wrong(pointer, "must be a text");
        }
    }

    private void type(Value value, String pointer) {
        switch (value) {
            case Value.Str(var type) when !TYPES.contains(type) -> wrong(pointer, "there is no type '" + type + "'");
            case Value.Str _ -> {}
            case Value.Seq(var types) -> {
                for (var type : types) {
                    if (type instanceof Value.Str) {
                        type(type, pointer);
                    } else {
                        wrong(pointer, "must be the name of a type or a list of names");
                    }
                }
            }
            case Value.Null _, Value.Bool _, Value.Num _, Value.Obj _ ->
                wrong(pointer, "must be the name of a type or a list of names");
        }
    }

    private void schemasByName(Value value, String pointer) {
        if (value instanceof Value.Obj(var fields)) {
            fields.forEach((name, field) -> schema(field, pointer + "/" + name));
        } else {
            wrong(pointer, "must be an object of schemas");
        }
    }

    private void listOfSchemas(Value value, String pointer) {
        if (value instanceof Value.Seq(var items)) {
            for (var i = 0; i < items.size(); i++) {
                schema(items.get(i), pointer + "/" + i);
            }
        } else {
            wrong(pointer, "must be a list of schemas");
        }
    }

    private static boolean isListOfTexts(Value value) {
        return value instanceof Value.Seq(var items) && items.stream().allMatch(Value.Str.class::isInstance);
    }

    private void wrong(String pointer, String sentence) {
        problems.add("no JSON Schema: at '" + (pointer.isEmpty() ? "/" : pointer) + "', " + sentence);
    }
}
