package dev.wave.contract;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a text is one JSON value as RFC 8259 has it, each key of an object once. Builds no tree.
final class JsonCheck {
    private static final Pattern POSITION = Pattern.compile("at line (\\d+) column (\\d+)");

    /// Valid, and hours of work for whoever computes with it.
    private static final Pattern HUGE = Pattern.compile("[eE][+-]?0*[1-9]\\d{4}");

    private JsonCheck() {}

    static Optional<String> problem(BufferedReader text) throws IOException {
        text.mark(1);
        int first = text.read();
        if (first < 0) {
            return Optional.of(FormatCheck.EMPTY);
        }
        if (first == '\uFEFF') {
            return Optional.of("expected JSON, found a byte order mark before it");
        }
        text.reset();
        var json = new JsonReader(text);
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(FormatCheck.DEEPEST);
        try {
            return value(json);
        } catch (EOFException e) {
            return Optional.of("expected JSON, found its end too early" + position(json));
        } catch (MalformedJsonException e) {
            return malformed(e);
        } catch (IllegalStateException | NumberFormatException e) {
            return Optional.of("expected JSON, found something else" + position(json));
        }
    }

    private static Optional<String> value(JsonReader json) throws IOException {
        Deque<Set<String>> open = new ArrayDeque<>();
        while (true) {
            switch (json.peek()) {
                case BEGIN_ARRAY -> {
                    json.beginArray();
                    open.push(Set.of());
                }
                case BEGIN_OBJECT -> {
                    json.beginObject();
                    open.push(new HashSet<>());
                }
                case END_ARRAY -> {
                    json.endArray();
                    open.pop();
                }
                case END_OBJECT -> {
                    json.endObject();
                    open.pop();
                }
                case NAME -> {
                    var name = json.nextName();
                    if (!open.element().add(name)) {
                        return Optional.of("the key " + Shown.text(name) + " stands twice" + position(json));
                    }
                }
                case STRING -> {
                    var _ = json.nextString();
                }
                case NUMBER -> {
                    if (HUGE.matcher(json.nextString()).find()) {
                        throw new CannotCheck("a number in it has an exponent of more than four digits");
                    }
                }
                case BOOLEAN -> {
                    var _ = json.nextBoolean();
                }
                case NULL -> json.nextNull();
                case END_DOCUMENT -> throw new EOFException();
            }
            if (open.isEmpty()) {
                return json.peek() == JsonToken.END_DOCUMENT
                        ? Optional.empty()
                        : Optional.of("expected one JSON value, found more" + position(json));
            }
        }
    }

    private static Optional<String> malformed(MalformedJsonException reason) throws CannotCheck {
        var message = String.valueOf(reason.getMessage());
        if (message.contains("Nesting limit")) {
            throw new CannotCheck("it is nested deeper than " + FormatCheck.DEEPEST + " levels");
        }
        return Optional.of("expected JSON, found something else" + position(message));
    }

    private static String position(JsonReader json) {
        return position(json.toString());
    }

    private static String position(String text) {
        var found = POSITION.matcher(text);
        return found.find() ? " (line " + found.group(1) + ", column " + found.group(2) + ")" : "";
    }
}
