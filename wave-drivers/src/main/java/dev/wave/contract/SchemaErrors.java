package dev.wave.contract;

import com.networknt.schema.Error;
import dev.wave.run.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a schema found, in Wave's words: a JSON pointer, what was expected, what was found.
final class SchemaErrors {

    /// Violations that are reported one by one.
    static final int MOST = 50;

    private SchemaErrors() {}

    static List<Violation> violations(List<Error> errors) {
        var all = errors.stream().map(SchemaErrors::violation).collect(Collectors.toCollection(LinkedHashSet::new));
        var shown = new ArrayList<>(all.stream().limit(MOST).toList());
        if (all.size() > MOST) {
            shown.add(new Violation("", "and more: " + (all.size() - MOST) + " other violations"));
        }
        return List.copyOf(shown);
    }

    private static Violation violation(Error error) {
        var where = error.getInstanceLocation().toString();
        var property = error.getProperty();
        if (property != null && speaksOfProperty(error)) {
            where += "/" + property.replace("~", "~0").replace("/", "~1");
        }
        return new Violation(where, message(error));
    }

    private static boolean speaksOfProperty(Error error) {
        return switch (String.valueOf(error.getKeyword())) {
            case "required", "additionalProperties", "unevaluatedProperties", "dependentRequired" -> true;
            default -> false;
        };
    }

    private static String message(Error error) {
        var found = error.getInstanceNode();
        var limit = error.getSchemaNode();
        return switch (String.valueOf(error.getKeyword())) {
            case "minimum" -> expected(">= " + shown(limit), found);
            case "maximum" -> expected("<= " + shown(limit), found);
            case "exclusiveMinimum" -> expected("> " + shown(limit), found);
            case "exclusiveMaximum" -> expected("< " + shown(limit), found);
            case "multipleOf" -> expected("a multiple of " + shown(limit), found);
            case "type" -> expected(alternatives(limit, true), found);
            case "enum" -> expected(alternatives(limit, false), found);
            case "const" -> expected(shown(limit), found);
            case "pattern" -> expected("text that matches " + shown(limit), found);
            case "format" -> expected(limit == null ? "another format" : Shown.plain(limit.asString("")), found);
            case "minLength" -> "expected at least " + shown(limit) + " characters, found " + length(found);
            case "maxLength" -> "expected at most " + shown(limit) + " characters, found " + length(found);
            case "minItems" -> "expected at least " + shown(limit) + " items, found " + size(found);
            case "maxItems" -> "expected at most " + shown(limit) + " items, found " + size(found);
            case "minProperties" -> "expected at least " + shown(limit) + " properties, found " + size(found);
            case "maxProperties" -> "expected at most " + shown(limit) + " properties, found " + size(found);
            case "uniqueItems" -> "expected items that all differ, found equal ones";
            case "required", "dependentRequired" -> "expected a value, found nothing";
            case "additionalProperties", "unevaluatedProperties" -> "expected no such property, found one";
            case "not" -> "expected something that the schema under 'not' refuses, found " + shown(found);
            default ->
                "expected otherwise: " + Shown.plain(String.valueOf(error.getMessage())) + ", found " + shown(found);
        };
    }

    private static String expected(String what, @Nullable JsonNode found) {
        return "expected " + what + ", found " + shown(found);
    }

    private static String alternatives(@Nullable JsonNode limit, boolean names) {
        if (limit == null || !limit.isArray()) {
            return limit != null && names ? limit.asString("") : shown(limit);
        }
        var texts = StreamSupport.stream(limit.spliterator(), false)
                .limit(20)
                .map(item -> names ? item.asString("") : shown(item))
                .collect(Collectors.joining(", "));
        return (limit.size() == 1 ? "" : "one of ") + texts + (limit.size() > 20 ? ", …" : "");
    }

    private static int length(@Nullable JsonNode text) {
        var value = text == null ? "" : text.asString("");
        return value.codePointCount(0, value.length());
    }

    private static int size(@Nullable JsonNode collection) {
        return collection == null ? 0 : collection.size();
    }

    static String shown(@Nullable JsonNode node) {
        if (node == null) {
            return "nothing";
        }
        if (node.isArray()) {
            return "an array of " + node.size();
        }
        if (node.isObject()) {
            return "an object";
        }
        if (node.isNull()) {
            return "null";
        }
        return Shown.plain(node.isString() ? node.toString() : node.asString());
    }
}
