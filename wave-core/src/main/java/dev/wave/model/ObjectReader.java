package dev.wave.model;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Takes an object apart, strictly: every field has its type, and none is left over.
///
/// For texts that only Wave writes, where the first thing that is wrong is enough: it is thrown as a
/// [Malformed], and [#decode] makes a value of it.
public final class ObjectReader {
    private final Map<String, Value> fields;

    private ObjectReader(Value value) {
        if (!(value instanceof Value.Obj(var all))) {
            throw new Malformed("not a JSON object");
        }
        this.fields = new LinkedHashMap<>(all);
    }

    /// Something is not as it was written.
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        /// @param message what is wrong, without a full stop
        public Malformed(String message) {
            super(message);
        }
    }

    /// What the text holds, if it is one JSON object that `read` takes apart completely.
    public static <T> Decoded<T> decode(String text, Function<ObjectReader, T> read) {
        return switch (JsonText.read(text)) {
            case JsonText.Read.Malformed(var message) -> new Decoded.NotUnderstood<>(message);
            case JsonText.Read.Parsed(var value) -> decode(value, read);
        };
    }

    /// What the value is, if it is one object that `read` takes apart completely.
    public static <T> Decoded<T> decode(Value value, Function<ObjectReader, T> read) {
        try {
            return new Decoded.Understood<>(whole(value, read));
        } catch (Malformed e) {
            return new Decoded.NotUnderstood<>(String.valueOf(e.getMessage()));
        }
    }

    /// What the object holds, if `read` takes it apart completely.
    ///
    /// @throws Malformed if not
    public static <T> T whole(Value value, Function<ObjectReader, T> read) {
        var reader = new ObjectReader(value);
        var result = read.apply(reader);
        if (!reader.fields.isEmpty()) {
            throw new Malformed(
                    "unknown field '" + reader.fields.keySet().iterator().next() + "'");
        }
        return result;
    }

    /// Whether the field is there and not read yet.
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /// A text.
    public String text(String name) {
        if (take(name) instanceof Value.Str(var text)) {
            return text;
        }
        throw wrong(name, "a text");
    }

    /// A text that the constructor or factory accepts.
    public <T> T as(String name, Function<String, T> make) {
        return made(name, text(name), make);
    }

    /// The same of a field that may be absent.
    public <T> Optional<T> maybe(String name, Function<String, T> make) {
        return has(name) ? Optional.of(as(name, make)) : Optional.empty();
    }

    /// One of the constants, written as [ObjectWriter#word] does.
    public <E extends Enum<E>> E word(String name, E[] words) {
        var word = text(name);
        return Stream.of(words)
                .filter(each -> ObjectWriter.word(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new Malformed("'" + name + "' is '" + word + "', which is unknown"));
    }

    /// A moment, as ISO 8601 writes it.
    public Instant time(String name) {
        return as(name, Instant::parse);
    }

    /// A number, exactly.
    public BigDecimal decimal(String name) {
        if (take(name) instanceof Value.Num number) {
            return number.exact();
        }
        throw wrong(name, "a number");
    }

    /// A whole number.
    public long number(String name) {
        return switch (take(name)) {
            case Value.Num.Whole(var number) -> number;
            case Value.Num.Decimal(var number) -> made(name, number, BigDecimal::longValueExact);
            default -> throw wrong(name, "a number");
        };
    }

    /// A whole number that is no larger than an `int`.
    public int small(String name) {
        return made(name, number(name), Math::toIntExact);
    }

    /// A duration in milliseconds.
    public Duration millis(String name) {
        return Duration.ofMillis(number(name));
    }

    /// True or false.
    public boolean truth(String name) {
        if (take(name) instanceof Value.Bool(var truth)) {
            return truth;
        }
        throw wrong(name, "true or false");
    }

    /// Texts that the constructor or factory accepts.
    public <T> List<T> texts(String name, Function<String, T> make) {
        return items(name).stream()
                .map(item -> made(name, text(name, item), make))
                .toList();
    }

    /// An object, taken apart completely.
    public <T> T object(String name, Function<ObjectReader, T> read) {
        return whole(take(name), read);
    }

    /// Objects, each taken apart completely.
    public <T> List<T> objects(String name, Function<ObjectReader, T> read) {
        return items(name).stream().map(item -> whole(item, read)).toList();
    }

    /// The entries of an object with names of any kind; empty if the field is absent.
    ///
    /// @param key accepts the name of an entry
    public <K, V> SequencedMap<K, V> entries(String name, Function<String, K> key, Function<Value, V> read) {
        var entries = new LinkedHashMap<K, V>();
        if (has(name)) {
            if (!(take(name) instanceof Value.Obj(var all))) {
                throw wrong(name, "an object");
            }
            all.forEach((entry, value) -> entries.put(made(name, entry, key), entry(name, entry, value, read)));
        }
        return entries;
    }

    private static <V> V entry(String name, String entry, Value value, Function<Value, V> read) {
        try {
            return read.apply(value);
        } catch (Malformed e) {
            throw new Malformed(name + "." + entry + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Malformed(name + "." + entry + " is " + e.getMessage());
        }
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
