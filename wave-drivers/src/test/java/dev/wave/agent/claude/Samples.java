package dev.wave.agent.claude;

import dev.wave.process.Exit;
import dev.wave.process.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What Claude Code 2.1.197 printed against a scripted model API, and how it exited; of the first line of each
/// and of usages some fields that nothing reads are left out.
final class Samples {

    /// By name; with their exit codes.
    static final Map<String, Integer> EXITS = Map.ofEntries(
            Map.entry("api-400", 1),
            Map.entry("api-401", 1),
            Map.entry("api-404", 1),
            Map.entry("api-413", 1),
            Map.entry("api-429", 1),
            Map.entry("api-429-long-retry-after", 1),
            Map.entry("api-429-recovered", 0),
            Map.entry("api-500", 1),
            Map.entry("api-529", 1),
            Map.entry("background-bash", 0),
            Map.entry("bash-failed", 0),
            Map.entry("budget", 1),
            Map.entry("edit", 0),
            Map.entry("empty-answer", 0),
            Map.entry("garbage", 1),
            Map.entry("max-tokens", 1),
            Map.entry("max-turns", 1),
            Map.entry("mcp", 0),
            Map.entry("multi", 0),
            Map.entry("no-api-key", 1),
            Map.entry("outside-cwd", 0),
            Map.entry("partial", 0),
            Map.entry("prompt-too-long", 1),
            Map.entry("refusal", 1),
            Map.entry("request-timeout", 1),
            Map.entry("resume-unknown", 1),
            Map.entry("schema", 0),
            Map.entry("schema-ignored", 0),
            Map.entry("sigint", 0),
            Map.entry("sigterm", 143),
            Map.entry("stream-cut", 1),
            Map.entry("stream-cut-recovered", 0),
            Map.entry("stream-error", 1),
            Map.entry("subagent", 0),
            Map.entry("text", 0),
            Map.entry("thinking", 0),
            Map.entry("write", 0),
            Map.entry("write-denied", 0));

    private Samples() {}

    static List<String> lines(String name) {
        try (var stream = Samples.class.getResourceAsStream("samples/" + name + ".ndjson")) {
            if (stream == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A turn that heard the whole sample.
    static ClaudeTurn heard(String name) {
        var turn = new ClaudeTurn(_ -> {}, Duration.ofSeconds(1));
        lines(name).forEach(turn::line);
        return turn;
    }

    /// The exit of a program; what else is known of it does not matter here.
    static Ran exited(int code) {
        return new Ran(new Exit.Ended(code), "the last lines", 1, Duration.ofSeconds(1));
    }
}
