package dev.wave.agent.claude;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A JSON object of somebody else's making: what is missing or of another type than expected is not there.
record Json(JsonObject object) {

    /// The object that the text is; empty if it is none.
    static Optional<Json> parse(String text) {
        try {
            return Optional.of(JsonParser.parseString(text))
                    .filter(JsonElement::isJsonObject)
                    .map(element -> new Json(element.getAsJsonObject()));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    Optional<JsonElement> element(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isJsonNull());
    }

    Optional<Json> at(String name) {
        return element(name).filter(JsonElement::isJsonObject).map(value -> new Json(value.getAsJsonObject()));
    }

    Optional<String> text(String name) {
        return element(name)
                .filter(value ->
                        value.isJsonPrimitive() && value.getAsJsonPrimitive().isString())
                .map(JsonElement::getAsString);
    }

    Optional<BigDecimal> number(String name) {
        return element(name)
                .filter(value ->
                        value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber())
                .flatMap(value -> exact(value.getAsString()));
    }

    /// A whole number, without what follows its point; 0 if there is none, or none that makes sense.
    long count(String name) {
        return number(name)
                .filter(number -> number.signum() > 0 && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0)
                .map(BigDecimal::longValue)
                .orElse(0L);
    }

    boolean flag(String name) {
        return element(name)
                .filter(value ->
                        value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean())
                .map(JsonElement::getAsBoolean)
                .orElse(false);
    }

    /// The objects of a list.
    List<Json> objects(String name) {
        return items(name)
                .filter(JsonElement::isJsonObject)
                .map(item -> new Json(item.getAsJsonObject()))
                .toList();
    }

    /// The texts of a list.
    List<String> texts(String name) {
        return items(name)
                .filter(item ->
                        item.isJsonPrimitive() && item.getAsJsonPrimitive().isString())
                .map(JsonElement::getAsString)
                .toList();
    }

    private Stream<JsonElement> items(String name) {
        return element(name).filter(JsonElement::isJsonArray).map(JsonElement::getAsJsonArray).stream()
                .flatMap(Json::stream);
    }

    private static Stream<JsonElement> stream(JsonArray array) {
        return array.asList().stream();
    }

    /// No exponents without bound: `1e999999999` has no exact value that fits anywhere.
    private static Optional<BigDecimal> exact(String text) {
        try {
            return Optional.of(new BigDecimal(text)).filter(number -> Math.abs(number.scale()) < 100);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
