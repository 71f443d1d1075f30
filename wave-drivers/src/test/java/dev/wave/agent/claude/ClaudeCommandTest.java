package dev.wave.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Limits;
import dev.wave.model.ModelAccess;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.StepId;
import dev.wave.run.Level;
import dev.wave.spi.AgentAdapter.Assignment;
import dev.wave.spi.Needs;
import dev.wave.spi.Site;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaudeCommandTest {

    @Test
    void a_session_is_started_like_this() {
        var assignment =
                assignment("You review.\n", "claude-opus-4-8", Optional.of("{\"type\":\"object\"}"), List.of());

        assertThat(options(assignment, List.of("/java", "Forward", "/s o c k")))
                .containsExactly(
                        "-p",
                        "--output-format",
                        "stream-json",
                        "--verbose",
                        "--include-partial-messages",
                        "--model",
                        "claude-opus-4-8",
                        "--max-turns",
                        "200",
                        "--permission-mode",
                        "dontAsk",
                        "--setting-sources",
                        "",
                        "--settings",
                        "{\"permissions\":{\"allow\":[\"Bash(git log*)\",\"mcp__wave__submit_deliverable\"],\"deny\":[]}}",
                        "--tools",
                        "Read,Bash",
                        "--strict-mcp-config",
                        "--no-session-persistence",
                        "--mcp-config",
                        "{\"mcpServers\":{\"wave\":{\"command\":\"/java\",\"args\":[\"Forward\",\"/s o c k\"]}}}",
                        "--append-system-prompt",
                        "You review.\n\nIf the project has a file CLAUDE.md or AGENTS.md at its root, read it before you begin.",
                        "--json-schema",
                        "{\"type\":\"object\"}");
    }

    @Test
    void the_author_has_the_last_word() {
        var assignment = assignment("", "", Optional.empty(), List.of("--max-turns", "5"));

        assertThat(options(assignment, List.of())).endsWith("--max-turns", "5");
    }

    @Test
    void a_schema_is_given_as_the_program_takes_it_or_not_at_all() {
        assertThat(schema("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\"}"))
                .contains("{\"type\":\"object\"}");
        assertThat(schema("{\"type\":\"array\"}")).isEmpty();
        assertThat(schema("true")).isEmpty();
        assertThat(schema("{")).isEmpty();
    }

    @Test
    void a_prompt_that_is_too_long_for_an_argument_is_read_before_the_task() {
        var prompt = "é".repeat(200_000);
        var assignment = assignment(prompt, "", Optional.empty(), List.of());

        assertThat(options(assignment, List.of())).doesNotContain("--append-system-prompt");
        assertThat(ClaudeCommand.input(assignment)).startsWith(prompt).endsWith("\n\n# Your task\n\nthe task");
    }

    private static Optional<String> schema(String schema) {
        var options = options(assignment("", "", Optional.of(schema), List.of()), List.of());
        int at = options.indexOf("--json-schema");
        return at < 0 ? Optional.empty() : Optional.of(options.get(at + 1));
    }

    private static List<String> options(Assignment assignment, List<String> server) {
        return ClaudeCommand.options(
                assignment, ClaudePermissions.of(assignment.persona().permissions(), !server.isEmpty()), server);
    }

    private static Assignment assignment(String prompt, String model, Optional<String> schema, List<String> args) {
        var persona = new Persona(
                new PersonaName("reviewer"),
                Place.startOf("wave.yaml"),
                "",
                prompt,
                Optional.empty(),
                Optional.empty(),
                new Permissions(
                        List.of(Permissions.Rule.of("Read"), new Permissions.Rule("Bash", "git log*")), List.of()),
                Optional.empty());
        var settings = new AdapterSettings(
                new AdapterName("claude"),
                Place.startOf("wave.yaml"),
                "claude",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                args,
                ModelAccess.USUAL);
        return new Assignment(
                new StepId("review"),
                1,
                persona,
                settings,
                model,
                "the task",
                Limits.DEFAULT,
                new LinkedHashMap<>(),
                new Nowhere(),
                Path.of("/"),
                Optional.empty(),
                schema);
    }

    /// Nothing is started here.
    private record Nowhere() implements Site {
        @Override
        public Launch launch(List<String> command, String dir, Needs needs) {
            throw new AssertionError("nothing is started");
        }

        @Override
        public Level level() {
            return Level.OPEN;
        }

        @Override
        public String inside() {
            return "/workspace";
        }

        @Override
        public String tag() {
            return "";
        }
    }
}
