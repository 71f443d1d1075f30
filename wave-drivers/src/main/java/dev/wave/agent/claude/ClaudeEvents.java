package dev.wave.agent.claude;

import com.google.gson.JsonObject;
import dev.wave.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the lines of `claude --output-format stream-json --include-partial-messages`.
///
/// Lenient: a line that is no JSON object, an unknown type and a missing field are no failure. Nothing is
/// summed here: one message comes as several `assistant` lines that repeat its usage.
final class ClaudeEvents {

    private ClaudeEvents() {}

    /// What the line says; empty if it is an object Wave makes nothing of.
    ///
    /// @return absent if it is no JSON object
    static Optional<List<ClaudeEvent>> read(String line) {
        return Json.parse(line).map(ClaudeEvents::events);
    }

    private static List<ClaudeEvent> events(Json line) {
        return switch (line.text("type").orElse("")) {
            case "system" -> system(line).stream().toList();
            case "assistant" -> assistant(line);
            case "user" -> user(line);
            case "stream_event" ->
                line.at("event").flatMap(ClaudeEvents::partial).stream().toList();
            case "result" -> List.of(ended(line));
            default -> List.of();
        };
    }

    private static Optional<ClaudeEvent> system(Json line) {
        return switch (line.text("subtype").orElse("")) {
            case "init" ->
                Optional.of(new ClaudeEvent.Started(
                        line.text("session_id").orElse(""),
                        line.text("claude_code_version").orElse(""),
                        line.text("model").orElse(""),
                        line.texts("tools"),
                        line.objects("mcp_servers").stream()
                                .map(server -> new ClaudeEvent.Server(
                                        server.text("name").orElse(""),
                                        server.text("status").orElse("")))
                                .toList()));
            case "api_retry" ->
                Optional.of(new ClaudeEvent.Retrying(
                        line.count("attempt"),
                        line.count("max_retries"),
                        Duration.ofMillis(line.count("retry_delay_ms")),
                        status(line, "error_status"),
                        line.text("error").orElse("unknown")));
            case "model_fallback" ->
                Optional.of(new ClaudeEvent.FellBack(
                        line.text("original_model").orElse(""),
                        line.text("fallback_model").orElse("")));
            default -> Optional.empty();
        };
    }

    private static List<ClaudeEvent> assistant(Json line) {
        var events = new ArrayList<ClaudeEvent>();
        var problem = line.text("error");
        for (var block :
                line.at("message").map(message -> message.objects("content")).orElse(List.of())) {
            switch (block.text("type").orElse("")) {
                case "text" -> {
                    var text = block.text("text").orElse("");
                    events.add(problem.<ClaudeEvent>map(error -> new ClaudeEvent.Problem(error, text))
                            .orElseGet(() -> new ClaudeEvent.Text(text)));
                }
                case "tool_use" ->
                    events.add(new ClaudeEvent.ToolStarted(
                            block.text("id").orElse(""),
                            block.text("name").orElse(""),
                            block.at("input").map(ToolSummary::of).orElse("")));
                default -> {} // thinking, and what is to come
            }
        }
        return events;
    }

    private static List<ClaudeEvent> user(Json line) {
        return line.at("message").map(message -> message.objects("content")).orElse(List.of()).stream()
                .filter(block -> block.text("type").equals(Optional.of("tool_result")))
                .<ClaudeEvent>map(block ->
                        new ClaudeEvent.ToolFinished(block.text("tool_use_id").orElse(""), !block.flag("is_error")))
                .toList();
    }

    private static Optional<ClaudeEvent> partial(Json event) {
        return switch (event.text("type").orElse("")) {
            case "message_start" ->
                event.at("message")
                        .flatMap(message -> message.at("usage"))
                        .map(usage -> new ClaudeEvent.CallStarted(new Usage(
                                usage.count("input_tokens") + usage.count("cache_creation_input_tokens"),
                                usage.count("cache_read_input_tokens"),
                                0,
                                1,
                                Optional.empty())));
            case "message_delta" ->
                event.at("usage").map(usage -> new ClaudeEvent.CallEnded(usage.count("output_tokens")));
            default -> Optional.empty();
        };
    }

    private static ClaudeEvent ended(Json line) {
        var models = line.at("modelUsage").orElseGet(() -> new Json(new JsonObject()));
        return new ClaudeEvent.Ended(
                line.text("subtype").orElse(""),
                line.flag("is_error"),
                status(line, "api_error_status"),
                line.text("result").orElseGet(() -> String.join("; ", line.texts("errors"))),
                line.element("structured_output"),
                List.copyOf(models.object().keySet()),
                usage(models, line.number("total_cost_usd")),
                line.objects("permission_denials").stream()
                        .map(ClaudeEvents::denial)
                        .toList());
    }

    /// `usage` of the same line leaves out sub-agents, and is 0 after a stream that was cut and mended.
    private static Usage usage(Json models, Optional<BigDecimal> cost) {
        var sum = new Usage(0, 0, 0, 0, cost);
        for (var used : models.object().keySet().stream()
                .map(models::at)
                .flatMap(Optional::stream)
                .toList()) {
            sum = new Usage(
                    sum.inputTokens() + used.count("inputTokens") + used.count("cacheCreationInputTokens"),
                    sum.cachedTokens() + used.count("cacheReadInputTokens"),
                    sum.outputTokens() + used.count("outputTokens"),
                    0,
                    cost);
        }
        return sum;
    }

    private static String denial(Json denial) {
        var what = denial.at("tool_input").map(ToolSummary::of).orElse("");
        return denial.text("tool_name").orElse("a tool") + (what.isEmpty() ? "" : "(" + what + ")");
    }

    private static Optional<Integer> status(Json line, String name) {
        return line.number(name).map(BigDecimal::intValue);
    }
}
