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
    private static final int REPLACEMENT = '\ufffd';

    private final LinkedHashMap<String, Value> fields = new LinkedHashMap<>();

    ObjectWriter value(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    ObjectWriter text(String name, Object text) {
        return value(name, Value.of(encodable(text.toString())));
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
        return list(name, texts, text -> Value.of(encodable(text.toString())));
    }

    <T> ObjectWriter list(String name, List<T> items, Function<? super T, ? extends Value> write) {
        return value(name, new Value.Seq(items.stream().<Value>map(write).toList()));
    }

    /// Half of a surrogate pair is no character: UTF-8 cannot carry it, and strict readers refuse its escape.
    private static String encodable(String text) {
        return text.codePoints().noneMatch(ObjectWriter::isHalf)
                ? text
                : text.codePoints()
                        .map(point -> isHalf(point) ? REPLACEMENT : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    Value.Obj done() {
        return new Value.Obj(fields);
    }

    /// How a constant is written: in lower case.
    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
