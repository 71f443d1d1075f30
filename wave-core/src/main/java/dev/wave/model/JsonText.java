package dev.wave.model;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/// Reads JSON (RFC 8259, strictly) into a [Value]: no duplicate keys, nested at most [#MAX_DEPTH] deep,
/// numbers within [#MAX_EXPONENT]. Never throws for what the text says.
public final class JsonText {

    public static final int MAX_DEPTH = 200;

    /// The largest power of ten, in either direction, that a number may have.
    public static final int MAX_EXPONENT = 10_000;

    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final Pattern SMALL_WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final JsonReader reader;

    private JsonText(String text) {
        reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
    }

    /// What a text turned out to be.
    public sealed interface Read {

        record Parsed(Value value) implements Read {}

        /// Not JSON, or beyond the limits.
        ///
        /// @param message a sentence without a full stop, with the place as far as it is known
        record Malformed(String message) implements Read {}
    }

    /// The value the text holds, and nothing besides it.
    public static Read read(String text) {
        try {
            var json = new JsonText(text.startsWith("\uFEFF") ? text.substring(1) : text);
            var value = json.value();
            return json.reader.peek() == JsonToken.END_DOCUMENT
                    ? new Read.Parsed(value)
                    : new Read.Malformed("there is more than one JSON value");
        } catch (MalformedJsonException e) {
            return new Read.Malformed(sentence(e));
        } catch (IOException e) {
            return new Read.Malformed("the JSON text ends too early");
        } catch (NumberFormatException e) {
            return new Read.Malformed("the number " + e.getMessage() + " is out of range");
        }
    }

    private Value value() throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> array();
            case STRING -> Value.of(reader.nextString());
            case NUMBER -> number(reader.nextString());
            case BOOLEAN -> Value.of(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield new Value.Null();
            }
            case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT -> throw new MalformedJsonException("no JSON value");
        };
    }

    private Value object() throws IOException {
        var fields = new LinkedHashMap<String, Value>();
        reader.beginObject();
        while (reader.hasNext()) {
            var name = reader.nextName();
            var at = reader.getPath();
            if (fields.containsKey(name)) {
                throw new MalformedJsonException("Duplicate key at path " + at);
            }
            fields.put(name, value());
        }
        reader.endObject();
        return new Value.Obj(fields);
    }

    private Value array() throws IOException {
        List<Value> items = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            items.add(value());
        }
        reader.endArray();
        return new Value.Seq(items);
    }

    /// The number of that text; a [NumberFormatException] carries the text, shortened.
    public static Value.Num number(String text) {
        return SMALL_WHOLE.matcher(text).matches()
                ? new Value.Num.Whole(Long.parseLong(text))
                : Value.Num.of(exact(text));
    }

    private static BigDecimal exact(String text) {
        var shown = text.length() <= 30 ? text : text.substring(0, 30) + "…";
        if (text.length() > MAX_NUMBER_LENGTH) {
            throw new NumberFormatException(shown);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw (NumberFormatException) new NumberFormatException(shown).initCause(e);
        }
        if (number.signum() != 0 && Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
            throw new NumberFormatException(shown);
        }
        return number;
    }

    /// The parser's message without its advice to Java programmers.
    private static String sentence(MalformedJsonException e) {
        var message = String.valueOf(e.getMessage());
        var end = message.indexOf('\n');
        var first = end < 0 ? message : message.substring(0, end);
        var advice = first.indexOf("Use JsonReader.setStrictness");
        return (advice < 0 ? first : "Malformed JSON" + first.substring(first.indexOf(" at line")))
                .replaceFirst("\\.$", "");
    }
}
