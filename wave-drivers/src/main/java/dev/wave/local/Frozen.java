package dev.wave.local;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.wave.lock.PinsJson;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Decoded;
import dev.wave.model.History;
import dev.wave.model.ObjectReader;
import dev.wave.plan.Pins;
import dev.wave.project.FrozenProjectFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// All that a run's plan was made from. Planning from it again gives the same plan, whatever has become of
/// the files.
///
/// @param project the project's name
/// @param arguments the parameters' values, as canonical JSON
/// @param adapter the adapter of steps that name none, as it was chosen then
/// @param pins what the lock decided then
/// @param maxParallel what the command line said, over what the pipeline says
/// @param sandbox what the command line said, over what the steps say
/// @param branch the user's git branch at the run's beginning
/// @param commit the user's git commit at the run's beginning
/// @param history the commits that steps may want to see
public record Frozen(
        FrozenProjectFiles files,
        String project,
        String pipeline,
        String arguments,
        Optional<String> input,
        Optional<String> adapter,
        Pins pins,
        Optional<Integer> maxParallel,
        boolean failFast,
        Optional<String> sandbox,
        Optional<String> branch,
        Optional<String> commit,
        Optional<History> history) {
    private static final int VERSION = 1;

    /// As JSON, always in the same order.
    public String toJson() {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setSerializeNulls(false);
            json.beginObject();
            json.name("v").value(VERSION);
            json.name("project").value(project);
            json.name("pipeline").value(pipeline);
            json.name("arguments").value(arguments);
            json.name("input").value(input.orElse(null));
            json.name("adapter").value(adapter.orElse(null));
            json.name("pins").value(pins.equals(Pins.NONE) ? null : PinsJson.write(pins));
            json.name("max_parallel").value(maxParallel.orElse(null));
            json.name("fail_fast").value(failFast);
            json.name("sandbox").value(sandbox.orElse(null));
            json.name("branch").value(branch.orElse(null));
            json.name("commit").value(commit.orElse(null));
            json.name("history")
                    .value(history.map(History::toValue)
                            .map(CanonicalJson::text)
                            .orElse(null));
            json.name("files").value(files.toJson());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// What [#toJson] wrote.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static Frozen ofJson(String text) {
        var fields = new Fields();
        try (var json = new JsonReader(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                fields.read(json.nextName(), json);
            }
            json.endObject();
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("not the record of a plan: " + e.getMessage(), e);
        }
        return fields.frozen();
    }

    /// Collects the fields while they are read.
    private static final class Fields {
        private final SequencedMap<String, String> texts = new LinkedHashMap<>();

        void read(String name, JsonReader json) throws IOException {
            if (json.peek() == JsonToken.BOOLEAN) {
                texts.put(name, Boolean.toString(json.nextBoolean()));
            } else {
                texts.put(name, json.nextString());
            }
        }

        Frozen frozen() {
            if (!Integer.toString(VERSION).equals(texts.get("v"))) {
                throw new IllegalArgumentException("a plan recorded by another version of Wave");
            }
            return new Frozen(
                    FrozenProjectFiles.ofJson(text("files").orElse("")),
                    text("project").orElseThrow(),
                    text("pipeline").orElseThrow(),
                    text("arguments").orElse("{}"),
                    text("input"),
                    text("adapter"),
                    text("pins").map(PinsJson::read).orElse(Pins.NONE),
                    text("max_parallel").map(Integer::valueOf),
                    Boolean.parseBoolean(text("fail_fast").orElse("false")),
                    text("sandbox"),
                    text("branch"),
                    text("commit"),
                    text("history").map(Fields::history));
        }

        private static History history(String text) {
            return switch (ObjectReader.decode(text, History::of)) {
                case Decoded.Understood<History>(var history) -> history;
                case Decoded.NotUnderstood<History>(var reason) -> throw new IllegalArgumentException(reason);
            };
        }

        private Optional<String> text(String name) {
            return Optional.ofNullable(texts.get(name));
        }
    }
}
