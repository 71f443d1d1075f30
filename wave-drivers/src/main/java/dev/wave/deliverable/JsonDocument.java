package dev.wave.deliverable;

import com.google.gson.stream.JsonWriter;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// A value as the JSON file that a person or the next agent reads: indented, its fields in their order.
final class JsonDocument {
    private JsonDocument() {}

    static String text(Value value) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.setHtmlSafe(false);
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static void write(Value value, JsonWriter json) throws IOException {
        switch (value) {
            case Value.Obj(var fields) -> {
                json.beginObject();
                for (var field : fields.entrySet()) {
                    json.name(field.getKey());
                    write(field.getValue(), json);
                }
                json.endObject();
            }
            case Value.Seq(var items) -> {
                json.beginArray();
                for (var item : items) {
                    write(item, json);
                }
                json.endArray();
            }
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> json.jsonValue(CanonicalJson.text(value));
        }
    }
}
