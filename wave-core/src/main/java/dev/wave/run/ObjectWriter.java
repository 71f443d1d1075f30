package dev.wave.run;

import dev.wave.model.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Puts a JSON object together, field by field in the order in which people read them. What is absent has no
/// field.
final class ObjectWriter {
    private final LinkedHashMap<String, Value> fields = new LinkedHashMap<>();

    ObjectWriter value(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    ObjectWriter text(String name, Object text) {
        return value(name, Value.of(text.toString()));
    }

    ObjectWriter text(String name, Optional<?> text) {
        return text.map(present -> text(name, present)).orElse(this);
    }

    ObjectWriter word(String name, Enum<?> word) {
        return text(name, word(word));
    }

    ObjectWriter number(String name, long number) {
        return value(name, Value.of(number));
    }

    ObjectWriter truth(String name, boolean truth) {
        return value(name, Value.of(truth));
    }

    /// In milliseconds.
    ObjectWriter millis(String name, Duration duration) {
        return number(name, duration.toMillis());
    }

    ObjectWriter texts(String name, List<?> texts) {
        return list(name, texts, text -> Value.of(text.toString()));
    }

    <T> ObjectWriter list(String name, List<T> items, Function<? super T, ? extends Value> write) {
        return value(name, new Value.Seq(items.stream().<Value>map(write).toList()));
    }

    Value.Obj done() {
        return new Value.Obj(fields);
    }

    /// How a constant is written: in lower case.
    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
