package dev.wave.mcp;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.wave.model.JsonText;
import dev.wave.model.Value;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What a client sent, as far as it matters to a server that only answers.
sealed interface Message {

    /// Wants an answer under its id.
    record Request(Value id, String method, Value.Obj params) implements Message {}

    /// Wants none: a notification, or a response to a request that was never made.
    record Silent() implements Message {}

    /// Is answered with an error.
    ///
    /// @param id null if it could not be found out
    record Wrong(Value id, RpcError error, String reason) implements Message {}

    /// What one JSON value of a client means.
    static Message of(Value value) {
        if (!(value instanceof Value.Obj(var fields))) {
            return new Wrong(new Value.Null(), RpcError.INVALID_REQUEST, "expected an object");
        }
        var id = Optional.ofNullable(fields.get("id"));
        if (!fields.containsKey("method") && (fields.containsKey("result") || fields.containsKey("error"))) {
            return new Silent();
        }
        if (id.isEmpty() && fields.get("method") instanceof Value.Str) {
            return new Silent();
        }
        if (!(id.orElse(new Value.Null()) instanceof Value.Str)
                && !(id.orElse(new Value.Null()) instanceof Value.Num)) {
            return new Wrong(new Value.Null(), RpcError.INVALID_REQUEST, "expected an id that is a string or a number");
        }
        if (!(fields.get("method") instanceof Value.Str(var method))) {
            return new Wrong(id.get(), RpcError.INVALID_REQUEST, "expected a method");
        }
        if (!Value.of("2.0").equals(fields.get("jsonrpc"))) {
            return new Wrong(id.get(), RpcError.INVALID_REQUEST, "expected jsonrpc to be \"2.0\"");
        }
        return switch (fields.getOrDefault("params", new Value.Null())) {
            case Value.Obj params -> new Request(id.get(), method, params);
            case Value.Null _ -> new Request(id.get(), method, new Value.Obj(new LinkedHashMap<>()));
            default -> new Wrong(id.get(), RpcError.INVALID_PARAMS, "expected params to be an object");
        };
    }

    /// What a text means that could not be read. If it is JSON and only goes beyond a limit, its sender is
    /// told under the id it waits for.
    static Message unreadable(String text, String reason) {
        return id(text).<Message>map(id -> new Wrong(id, RpcError.INVALID_REQUEST, reason))
                .orElseGet(() -> new Wrong(new Value.Null(), RpcError.PARSE_ERROR, reason));
    }

    private static Optional<Value> id(String text) {
        Optional<Value> id = Optional.empty();
        try (var json = new JsonReader(new StringReader(text))) {
            json.setStrictness(Strictness.STRICT);
            json.setNestingLimit(10_000);
            json.beginObject();
            while (json.hasNext()) {
                if (json.nextName().equals("id") && id.isEmpty()) {
                    id = idAt(json);
                } else {
                    json.skipValue();
                }
            }
            json.endObject();
            return json.peek() == JsonToken.END_DOCUMENT ? id : Optional.empty();
        } catch (IOException | IllegalStateException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Value> idAt(JsonReader json) throws IOException {
        return switch (json.peek()) {
            case STRING -> Optional.of(Value.of(json.nextString()));
            case NUMBER -> Optional.of(JsonText.number(json.nextString()));
            default -> {
                json.skipValue();
                yield Optional.empty();
            }
        };
    }
}
