package dev.wave.run;

import dev.wave.model.JsonText;
import dev.wave.model.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Takes a JSON object apart, strictly: every field has its type, and none is left over.
///
/// Inside this package a [Malformed] is thrown for what does not fit; [#decode] turns it into a value.
final class ObjectReader {
    private final Map<String, Value> fields;

    private ObjectReader(Value value) {
        if (!(value instanceof Value.Obj(var all))) {
            throw new Malformed("not a JSON object");
        }
        this.fields = new LinkedHashMap<>(all);
    }

    /// Something is not as it was written.
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /// What the text holds, if it is one JSON object that `read` takes apart completely.
    static <T> Decoded<T> decode(String text, Function<ObjectReader, T> read) {
        return switch (JsonText.read(text)) {
            case JsonText.Read.Malformed(var message) -> new Decoded.NotUnderstood<>(message);
            case JsonText.Read.Parsed(var value) -> {
                try {
                    yield new Decoded.Understood<>(whole(value, read));
                } catch (Malformed e) {
                    yield new Decoded.NotUnderstood<>(String.valueOf(e.getMessage()));
                }
            }
        };
    }

    private static <T> T whole(Value value, Function<ObjectReader, T> read) {
        var reader = new ObjectReader(value);
        var result = read.apply(reader);
        if (!reader.fields.isEmpty()) {
            throw new Malformed(
                    "unknown field '" + reader.fields.keySet().iterator().next() + "'");
        }
        return result;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) {
        if (take(name) instanceof Value.Str(var text)) {
            return text;
        }
        throw wrong(name, "a text");
    }

    /// A text that the constructor or factory accepts.
    <T> T as(String name, Function<String, T> make) {
        return made(name, text(name), make);
    }

    <T> Optional<T> maybe(String name, Function<String, T> make) {
        return has(name) ? Optional.of(as(name, make)) : Optional.empty();
    }

    <E extends Enum<E>> E word(String name, E[] words) {
        var word = text(name);
        return Stream.of(words)
                .filter(each -> ObjectWriter.word(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new Malformed("'" + name + "' is '" + word + "', which is unknown"));
    }

    Instant time(String name) {
        return as(name, Instant::parse);
    }

    BigDecimal decimal(String name) {
        if (take(name) instanceof Value.Num(var number)) {
            return number;
        }
        throw wrong(name, "a number");
    }

    long number(String name) {
        return made(name, decimal(name), BigDecimal::longValueExact);
    }

    int small(String name) {
        return made(name, decimal(name), BigDecimal::intValueExact);
    }

    Duration millis(String name) {
        return Duration.ofMillis(number(name));
    }

    boolean truth(String name) {
        if (take(name) instanceof Value.Bool(var truth)) {
            return truth;
        }
        throw wrong(name, "true or false");
    }

    <T> List<T> texts(String name, Function<String, T> make) {
        return items(name).stream()
                .map(item -> made(name, text(name, item), make))
                .toList();
    }

    <T> T object(String name, Function<ObjectReader, T> read) {
        return whole(take(name), read);
    }

    <T> List<T> objects(String name, Function<ObjectReader, T> read) {
        return items(name).stream().map(item -> whole(item, read)).toList();
    }

    private List<Value> items(String name) {
        if (take(name) instanceof Value.Seq(var items)) {
            return items;
        }
        throw wrong(name, "a list");
    }

    private Value take(String name) {
        var value = fields.remove(name);
        if (value == null) {
            throw new Malformed("'" + name + "' is missing");
        }
        return value;
    }

    private static <F, T> T made(String name, F from, Function<F, T> make) {
        try {
            return make.apply(from);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new Malformed("'" + name + "' cannot be '" + from + "'");
        }
    }

    private static String text(String name, Value value) {
        if (value instanceof Value.Str(var text)) {
            return text;
        }
        throw wrong(name, "a list of texts");
    }

    private static Malformed wrong(String name, String expected) {
        return new Malformed("'" + name + "' is not " + expected);
    }
}
