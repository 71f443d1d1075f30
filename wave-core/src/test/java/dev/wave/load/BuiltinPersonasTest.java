package dev.wave.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.Permissions.Rule;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinPersonasTest {

    @Test
    void are_the_fourteen_of_the_language() {
        assertThat(BuiltinPersonas.names())
                .map(PersonaName::value)
                .containsExactly(
                        "assistant",
                        "navigator",
                        "planner",
                        "architect",
                        "craftsman",
                        "implementer",
                        "tester",
                        "reviewer",
                        "auditor",
                        "debugger",
                        "documenter",
                        "researcher",
                        "summarizer",
                        "judge");
    }

    @ParameterizedTest
    @MethodSource("dev.wave.load.BuiltinPersonas#names")
    void have_a_description_a_prompt_and_permissions(PersonaName name) {
        var persona = persona(name.value());

        assertThat(persona.name()).isEqualTo(name);
        assertThat(persona.description()).isNotBlank().doesNotEndWith(".");
        assertThat(persona.prompt().lines().count()).isBetween(15L, 45L);
        assertThat(persona.prompt()).contains("How you work", "What you deliver", "What you never do");
        assertThat(persona.permissions().allow()).contains(Rule.of("Read"));
        assertThat(persona.permissions().isBashLoophole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"navigator", "planner", "architect", "reviewer", "auditor", "researcher", "summarizer", "judge"})
    void read_only_ones_may_not_write(String name) {
        var permissions = persona(name).permissions();

        assertThat(permissions.deny()).contains(Rule.of("Write"), Rule.of("Edit"));
        assertThat(permissions.allow()).doesNotContain(Rule.of("Write"), Rule.of("Edit"), Rule.of("Bash"));
    }

    @Test
    void read_like_files_of_a_project() {
        var text = BuiltinPersonas.text(new PersonaName("navigator")).orElseThrow();
        var files = MemoryFiles.waveYaml("steps: [{id: a, task: x}]").with(".wave/personas/navigator.md", text);

        assertThat(ProjectReader.read(files, "folder").diagnostics()).isEmpty();
    }

    @Test
    void are_pinned_by_version_and_digest() {
        assertThat(BuiltinPersonas.pin(new PersonaName("judge")).orElseThrow())
                .matches("builtin@1 sha256:[0-9a-f]{64}");
        assertThat(BuiltinPersonas.find(new PersonaName("nobody"))).isEmpty();
    }

    /// When this fails, a text has changed: raise [BuiltinPersonas#VERSION] and put the new digest here.
    @Test
    void do_not_change_within_a_version() {
        var all = BuiltinPersonas.names().stream()
                .map(name -> BuiltinPersonas.text(name).orElseThrow())
                .toList();

        assertThat(List.of(
                        BuiltinPersonas.VERSION,
                        dev.wave.model.Digest.ofText(String.join("\n", all)).hex()))
                .isEqualTo(List.of(1, "9dfa123beaae50d6e2ac37de5be0f1aed124bc98ad055185433697b66a0c552b"));
    }

    private static Persona persona(String name) {
        return BuiltinPersonas.find(new PersonaName(name)).orElseThrow();
    }
}
