package dev.wave.journal;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.wave.run.Activity;
import dev.wave.run.Usage;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How activities are written: one JSON object each, `time` and `type` first. Agents' text is as they wrote
/// it; whoever shows it has to escape it.
public final class ActivityJson {
    private ActivityJson() {}

    /// An activity and when it was.
    public record Entry(Instant time, Activity activity) {}

    /// One line, without its end.
    public static String write(Entry entry) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject().name("time").value(entry.time().toString()).name("type");
            switch (entry.activity()) {
                case Activity.Said(var said) -> json.value("said").name("text").value(said);
                case Activity.ToolStarted(var id, var tool, var summary) ->
                    json.value("tool_started")
                            .name("id")
                            .value(id)
                            .name("tool")
                            .value(tool)
                            .name("summary")
                            .value(summary);
                case Activity.ToolFinished(var id, var ok) ->
                    json.value("tool_finished").name("id").value(id).name("ok").value(ok);
                case Activity.Used(var usage) -> write(json.value("used"), usage);
                case Activity.Notice(var notice) ->
                    json.value("notice").name("text").value(notice);
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonWriter json, Usage usage) throws IOException {
        json.name("input_tokens").value(usage.inputTokens());
        json.name("cached_tokens").value(usage.cachedTokens());
        json.name("output_tokens").value(usage.outputTokens());
        json.name("model_calls").value(usage.modelCalls());
        if (usage.cost().isPresent()) {
            json.name("cost").value(usage.cost().get().toPlainString());
        }
    }

    /// What the line says; empty if it is none of ours, such as one that a crash cut.
    public static Optional<Entry> read(String line) {
        try {
            var fields = fields(line);
            return activity(fields).map(activity -> new Entry(Instant.parse(fields.text("time")), activity));
        } catch (IOException | IllegalArgumentException | IllegalStateException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Activity> activity(Fields fields) {
        return switch (fields.text("type")) {
            case "said" -> Optional.of(new Activity.Said(fields.text("text")));
            case "tool_started" ->
                Optional.of(new Activity.ToolStarted(fields.text("id"), fields.text("tool"), fields.text("summary")));
            case "tool_finished" ->
                Optional.of(new Activity.ToolFinished(
                        fields.text("id"), fields.text("ok").equals("true")));
            case "used" -> Optional.of(new Activity.Used(usage(fields)));
            case "notice" -> Optional.of(new Activity.Notice(fields.text("text")));
            default -> Optional.empty();
        };
    }

    private static Usage usage(Fields fields) {
        return new Usage(
                Long.parseLong(fields.text("input_tokens")),
                Long.parseLong(fields.text("cached_tokens")),
                Long.parseLong(fields.text("output_tokens")),
                Integer.parseInt(fields.text("model_calls")),
                Optional.ofNullable(fields.values.get("cost")).map(BigDecimal::new));
    }

    private static Fields fields(String line) throws IOException {
        var values = new HashMap<String, String>();
        try (var json = new JsonReader(new StringReader(line))) {
            json.beginObject();
            while (json.hasNext()) {
                var name = json.nextName();
                switch (json.peek()) {
                    case STRING, NUMBER -> values.put(name, json.nextString());
                    case BOOLEAN -> values.put(name, Boolean.toString(json.nextBoolean()));
                    default -> json.skipValue();
                }
            }
            json.endObject();
        }
        return new Fields(values);
    }

    private record Fields(Map<String, String> values) {
        String text(String name) {
            var value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no " + name);
            }
            return value;
        }
    }
}
