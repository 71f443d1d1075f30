package dev.wave.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Puts an object together, field by field in the order in which people read them. What is absent has no
/// field.
public final class ObjectWriter {
    private static final int REPLACEMENT = '\ufffd';

    private final LinkedHashMap<String, Value> fields = new LinkedHashMap<>();

    /// A field of any kind.
    public ObjectWriter value(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    /// A text.
    public ObjectWriter text(String name, Object text) {
        return value(name, Value.of(encodable(text.toString())));
    }

    /// A text, if there is one.
    public ObjectWriter text(String name, Optional<?> text) {
        return text.map(present -> text(name, present)).orElse(this);
    }

    /// A constant.
    public ObjectWriter word(String name, Enum<?> word) {
        return text(name, word(word));
    }

    /// A whole number.
    public ObjectWriter number(String name, long number) {
        return value(name, Value.of(number));
    }

    /// True or false.
    public ObjectWriter truth(String name, boolean truth) {
        return value(name, Value.of(truth));
    }

    /// In milliseconds.
    public ObjectWriter millis(String name, Duration duration) {
        return number(name, duration.toMillis());
    }

    /// A list of texts.
    public ObjectWriter texts(String name, List<?> texts) {
        return list(name, texts, text -> Value.of(encodable(text.toString())));
    }

    /// A list.
    public <T> ObjectWriter list(String name, List<T> items, Function<? super T, ? extends Value> write) {
        return value(name, new Value.Seq(items.stream().<Value>map(write).toList()));
    }

    /// An object with names of any kind; no field if it is empty.
    public <V> ObjectWriter entries(String name, Map<?, V> entries, Function<? super V, ? extends Value> write) {
        var values = new LinkedHashMap<String, Value>();
        entries.forEach((key, entry) -> values.put(key.toString(), write.apply(entry)));
        return values.isEmpty() ? this : value(name, new Value.Obj(values));
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

    /// The object.
    public Value.Obj done() {
        return new Value.Obj(fields);
    }

    /// How a constant is written: in lower case.
    public static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
