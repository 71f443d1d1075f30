package dev.wave.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.load.BuiltinPersonas;
import dev.wave.model.Permissions;
import dev.wave.model.Permissions.Rule;
import dev.wave.model.PersonaName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaudePermissionsTest {

    @Test
    void what_no_rule_is_for_is_not_there() {
        assertThat(of(List.of(), List.of()))
                .isEqualTo(new ClaudePermissions(
                        List.of(), List.of("mcp__wave__submit_deliverable"), List.of(), List.of()));
    }

    @Test
    void without_the_tool_that_hands_over_even_a_reader_may_write_what_it_hands_over() {
        assertThat(ClaudePermissions.of(permissions(List.of("Read"), List.of("Write", "Edit")), false))
                .isEqualTo(new ClaudePermissions(
                        List.of("Read", "Write"), List.of("Edit(./.wave/out/**)"), List.of(), List.of()));
    }

    @Test
    void a_writer_writes_in_its_workspace_and_nowhere_else() {
        assertThat(of(List.of("Read", "Grep", "Glob", "Write", "Edit", "Bash"), List.of()))
                .isEqualTo(new ClaudePermissions(
                        List.of("Read", "Grep", "Glob", "Write", "Edit", "Bash"),
                        List.of("Edit(./**)", "Bash", "mcp__wave__submit_deliverable", "Edit(./.wave/out/**)"),
                        List.of(),
                        List.of()));
    }

    @Test
    void deny_beats_allow() {
        assertThat(of(
                        List.of("Read", "Write(src/**)", "Bash(git log*)", "WebFetch"),
                        List.of("Write", "Bash", "WebFetch")))
                .isEqualTo(new ClaudePermissions(
                        List.of("Read"), List.of("mcp__wave__submit_deliverable"), List.of(), List.of()));
        assertThat(of(List.of("Write", "Bash"), List.of("Edit(dist/**)", "Bash(git push*)"))
                        .deny())
                .containsExactly("Edit(./dist/**)", "Bash(git push*)");
    }

    @Test
    void paths_mean_the_same_to_the_program() {
        for (var pattern : List.of(
                "src/** = ./src/**",
                "/src/** = ./src/**",
                "./src/** = ./src/**",
                "*.java = *.java",
                "src = src",
                "docs/ = docs/",
                "**/*.md = **/*.md",
                "a/*/b = ./a/*/b",
                "//etc/passwd = ./etc/passwd",
                "~/x = ./~/x",
                "~ = ./~",
                "!x = ./!x",
                "a, b/c (d) = ./a, b/c (d)")) {
            var pair = pattern.split(" = ", 2);

            assertThat(of(List.of("Write(" + pair[0] + ")"), List.of()).allow().getFirst())
                    .isEqualTo("Edit(" + pair[1] + ")");
            assertThat(of(List.of(), List.of("Edit(" + pair[0] + ")")).deny()).containsExactly("Edit(" + pair[1] + ")");
            assertThat(of(List.of(), List.of("Grep(" + pair[0] + ")")).deny()).containsExactly("Read(" + pair[1] + ")");
        }
    }

    @Test
    void reading_cannot_be_narrowed_and_that_is_said() {
        var compiled = of(List.of("Read(docs/**)", "Grep"), List.of("Read(secret/**)"));

        assertThat(compiled.tools()).containsExactly("Read", "Grep");
        assertThat(compiled.deny()).containsExactly("Read(./secret/**)");
        assertThat(compiled.unkept()).containsExactly("Read(docs/**)");
    }

    @Test
    void commands_keep_their_patterns() {
        assertThat(of(List.of("Bash(git log*)", "Bash(npm test)", "Bash(git show:*)"), List.of("Bash(* --force)")))
                .isEqualTo(new ClaudePermissions(
                        List.of("Bash"),
                        List.of(
                                "Bash(git log*)",
                                "Bash(npm test)",
                                "Bash(git show:*)",
                                "mcp__wave__submit_deliverable"),
                        List.of("Bash(* --force)"),
                        List.of()));
    }

    @Test
    void the_web_and_sub_agents_are_there_only_if_granted() {
        assertThat(of(List.of("Network(docs.example.org)"), List.of()).tools()).isEmpty();
        assertThat(of(
                        List.of("WebFetch(docs.example.org)", "WebSearch", "Agent"),
                        List.of("Network(evil.example.org)")))
                .isEqualTo(new ClaudePermissions(
                        List.of("WebFetch", "WebSearch", "Agent"),
                        List.of(
                                "WebFetch(domain:docs.example.org)",
                                "WebSearch",
                                "Agent",
                                "mcp__wave__submit_deliverable"),
                        List.of("WebFetch(domain:evil.example.org)"),
                        List.of()));
    }

    @Test
    void tools_of_servers_are_granted_by_name() {
        var compiled = of(
                List.of("Mcp(github.search)", "Mcp(jira.*)", "Mcp(wiki)", "mcp__raw__tool", "Mcp"),
                List.of("Mcp(jira.delete)"));

        assertThat(compiled.tools()).isEmpty();
        assertThat(compiled.allow())
                .containsExactly(
                        "mcp__github__search",
                        "mcp__jira",
                        "mcp__wiki",
                        "mcp__raw__tool",
                        "mcp__wave__submit_deliverable");
        assertThat(compiled.deny()).containsExactly("mcp__jira__delete");
        assertThat(compiled.unkept()).containsExactly("Mcp");
    }

    @Test
    void the_built_in_personas_get_what_they_are_described_to_do() {
        assertThat(BuiltinPersonas.names().stream()
                        .map(name -> name + ": " + ClaudePermissions.of(builtin(name), true))
                        .toList())
                .filteredOn(text -> text.contains("tools=[Read, Grep, Glob, Bash], allow=[Bash(git log*)"))
                .hasSizeGreaterThan(3);
        for (var name : BuiltinPersonas.names()) {
            assertThat(ClaudePermissions.of(builtin(name), true).unkept())
                    .as(name.value())
                    .isEmpty();
        }
    }

    private static Permissions builtin(PersonaName name) {
        return BuiltinPersonas.find(name).orElseThrow().permissions();
    }

    private static ClaudePermissions of(List<String> allow, List<String> deny) {
        return ClaudePermissions.of(permissions(allow, deny), true);
    }

    private static Permissions permissions(List<String> allow, List<String> deny) {
        return new Permissions(rules(allow), rules(deny));
    }

    private static List<Rule> rules(List<String> texts) {
        return texts.stream()
                .map(text -> text.split("\\(", 2))
                .map(parts -> parts.length == 1
                        ? Rule.of(parts[0])
                        : new Rule(parts[0], parts[1].substring(0, parts[1].length() - 1)))
                .toList();
    }

    @Test
    void order_is_that_of_the_persona() {
        assertThat(List.of("Bash", "Read"))
                .isEqualTo(of(List.of("Bash(a)", "Read", "Bash(b)"), List.of()).tools());
    }
}
