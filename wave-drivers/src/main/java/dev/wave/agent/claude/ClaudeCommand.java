package dev.wave.agent.claude;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import dev.wave.spi.AgentAdapter.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command line of a session. The task is not in it: it is read from standard input, where its length has
/// no limit and where it does not show in the list of processes.
final class ClaudeCommand {

    /// Turns, each at least one call of the model, after which a session that finds no end is ended.
    static final int TURNS = 200;

    /// Bytes that an argument may hold: Linux takes 128 KB, and a prompt that long is none.
    private static final int LONGEST_ARGUMENT = 100_000;

    /// Its own settings leave out the project's, and with them the instructions that the project has for agents.
    private static final String INSTRUCTIONS =
            "If the project has a file CLAUDE.md or AGENTS.md at its root, read it before you begin.";

    private ClaudeCommand() {}

    /// The words after those that start the program.
    ///
    /// @param server the command of the MCP server that takes deliverables; empty if there is none
    static List<String> options(Assignment assignment, ClaudePermissions permissions, List<String> server) {
        var words = new ArrayList<>(List.of("-p", "--output-format", "stream-json", "--verbose"));
        words.add("--include-partial-messages"); // or a long answer would look like silence
        if (!assignment.model().isEmpty()) {
            words.addAll(List.of("--model", assignment.model()));
        }
        words.addAll(List.of("--max-turns", Integer.toString(TURNS)));
        words.addAll(List.of("--permission-mode", "dontAsk")); // never waits for a person, and may be root
        words.addAll(List.of("--setting-sources", "")); // neither the user's nor the project's
        words.addAll(List.of("--settings", settings(permissions)));
        words.addAll(List.of("--tools", String.join(",", permissions.tools())));
        words.addAll(List.of("--strict-mcp-config", "--no-session-persistence"));
        if (!server.isEmpty()) {
            words.addAll(List.of("--mcp-config", servers(server)));
        }
        var prompt = prompt(assignment);
        if (fits(prompt) && !prompt.isEmpty()) {
            words.addAll(List.of("--append-system-prompt", prompt));
        }
        assignment
                .answerSchema()
                .flatMap(ClaudeCommand::schema)
                .ifPresent(schema -> words.addAll(List.of("--json-schema", schema)));
        words.addAll(assignment.settings().args()); // the last of two equal options counts
        return words;
    }

    /// What is read from standard input: the task; before it the prompt, if that is too long for an argument.
    static String input(Assignment assignment) {
        var prompt = prompt(assignment);
        return fits(prompt) ? assignment.task() : prompt + "\n\n# Your task\n\n" + assignment.task();
    }

    /// Appended to the program's own system prompt and not in its place: that one teaches the model the tools it
    /// has here, and how to work with files and a shell.
    private static String prompt(Assignment assignment) {
        var persona = assignment.persona();
        var reads = persona.permissions().allow().stream()
                .anyMatch(rule -> rule.tool().equals("Read"));
        return (persona.prompt().strip() + (reads ? "\n\n" + INSTRUCTIONS : "")).strip();
    }

    private static boolean fits(String text) {
        return text.length() <= LONGEST_ARGUMENT / 4; // of UTF-8, at most four bytes each
    }

    private static String settings(ClaudePermissions permissions) {
        var rules = new JsonObject();
        rules.add("allow", texts(permissions.allow()));
        rules.add("deny", texts(permissions.deny()));
        var settings = new JsonObject();
        settings.add("permissions", rules);
        return settings.toString();
    }

    private static String servers(List<String> command) {
        var server = new JsonObject();
        server.addProperty("command", command.getFirst());
        server.add("args", texts(command.subList(1, command.size())));
        var servers = new JsonObject();
        servers.add("wave", server);
        var config = new JsonObject();
        config.add("mcpServers", servers);
        return config.toString();
    }

    /// The schema as the program takes it: of an object, and without the name of its dialect, for which the
    /// program passes over the whole schema in silence. Absent if it cannot be held to it; what it then says is
    /// checked all the same.
    private static Optional<String> schema(String text) {
        try {
            var element = JsonParser.parseString(text);
            if (!element.isJsonObject()) {
                return Optional.empty();
            }
            var schema = element.getAsJsonObject();
            schema.remove("$schema");
            var isObject = new Json(schema).text("type").equals(Optional.of("object"));
            return Optional.of(schema.toString()).filter(json -> isObject && fits(json));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static JsonArray texts(List<String> texts) {
        var array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
