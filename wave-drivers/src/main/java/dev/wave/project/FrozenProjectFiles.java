package dev.wave.project;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.wave.spi.ProjectFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A project's files as they once were. What was not read then is missing now.
///
/// @param read what was found, by path
/// @param listed the names found, by folder
public record FrozenProjectFiles(SequencedMap<String, Found> read, SequencedMap<String, List<String>> listed)
        implements ProjectFiles {

    public FrozenProjectFiles {
        read = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(read));
        listed = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(listed));
    }

    @Override
    public Found read(String path) {
        return read.getOrDefault(path, new Found.Missing());
    }

    @Override
    public List<String> list(String folder) {
        return listed.getOrDefault(folder, List.of());
    }

    /// As JSON: `{"read": {path: {"text"|"unusable": …}|null, …}, "listed": {folder: [name, …], …}}`.
    public String toJson() {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject().name("read").beginObject();
            for (var file : read.entrySet()) {
                json.name(file.getKey());
                write(json, file.getValue());
            }
            json.endObject().name("listed").beginObject();
            for (var folder : listed.entrySet()) {
                json.name(folder.getKey()).beginArray();
                for (var name : folder.getValue()) {
                    json.value(name);
                }
                json.endArray();
            }
            json.endObject().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonWriter json, Found found) throws IOException {
        switch (found) {
            case Found.Text(var text) ->
                json.beginObject().name("text").value(text).endObject();
            case Found.Unusable(var reason) ->
                json.beginObject().name("unusable").value(reason).endObject();
            case Found.Missing _ -> json.nullValue();
        }
    }

    /// What [#toJson] wrote.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static FrozenProjectFiles ofJson(String text) {
        var read = new LinkedHashMap<String, Found>();
        var listed = new LinkedHashMap<String, List<String>>();
        try (var json = new JsonReader(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "read" -> readAll(json, read);
                    case "listed" -> listAll(json, listed);
                    default -> json.skipValue();
                }
            }
            json.endObject();
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("not the record of a project's files: " + e.getMessage(), e);
        }
        return new FrozenProjectFiles(read, listed);
    }

    private static void readAll(JsonReader json, Map<String, Found> into) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            into.put(json.nextName(), found(json));
        }
        json.endObject();
    }

    private static Found found(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return new Found.Missing();
        }
        json.beginObject();
        var found = switch (json.nextName()) {
            case "text" -> new Found.Text(json.nextString());
            case "unusable" -> new Found.Unusable(json.nextString());
            case String other -> throw new IllegalStateException("unknown field " + other);
        };
        json.endObject();
        return found;
    }

    private static void listAll(JsonReader json, Map<String, List<String>> into) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            var folder = json.nextName();
            var names = new ArrayList<String>();
            json.beginArray();
            while (json.hasNext()) {
                names.add(json.nextString());
            }
            json.endArray();
            into.put(folder, List.copyOf(names));
        }
        json.endObject();
    }
}
