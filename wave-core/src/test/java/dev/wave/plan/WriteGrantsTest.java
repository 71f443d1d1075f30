package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.load.BuiltinPersonas;
import dev.wave.load.MemoryFiles;
import dev.wave.load.ProjectReader;
import dev.wave.model.PersonaName;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which files of its tree a step may change.
class WriteGrantsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow: [Read]                                        | []",
                "allow: [Write]                                       | [**]",
                "allow: [Edit]                                        | [**]",
                "allow: ['Write(*)']                                  | [**]",
                "allow: ['Write(**)']                                 | [**]",
                "allow: ['Write(src/**)']                             | [src/**]",
                "allow: ['file_write:src/**']                         | [src/**]",
                "allow: ['Write(src/**)', 'Edit(src/**)']             | [src/**]",
                "allow: ['Write(src/**)', 'Edit(docs/*.md)']          | [src/**, docs/*.md]",
                "allow: ['Write(src/**)', Edit]                       | [**]",
                "allow: ['Write(src/**)', Edit], deny: [Edit]         | [src/**]",
                "allow: ['Write(src/**)'], deny: [Write]              | []",
                "allow: ['Write(src/**)'], deny: [Write, Edit]        | []",
                "allow: [Write], deny: ['Write(src/**)']              | [**]",
            })
    void are_those_its_persona_allows(String permissions, String writes) {
        assertThat(valid("permissions: {" + permissions + "}", "").writes()).hasToString(writes);
    }

    @Test
    void are_narrowed_by_the_step() {
        assertThat(valid("permissions: {allow: [Write]}", ", permissions: {allow: ['Write(src/**)']}")
                        .writes())
                .containsExactly("src/**");
    }

    @Test
    void are_all_of_them_for_a_command() {
        assertThat(Samples.valid(checked("", "{id: a, run: x}"))
                        .steps()
                        .getFirst()
                        .writes())
                .isEqualTo(PlannedStep.WHOLE_TREE);
    }

    @Test
    void stand_in_the_plan_if_they_are_not_all() {
        var outline = Samples.valid(
                checked("permissions: {allow: ['Write(src/**)', 'Edit(docs/**)']}", "{id: a, persona: p, task: x}"));

        assertThat(PlanText.of(outline, new HashMap<>()).replaceAll("\\s+", " "))
                .contains(" · writes 'src/**' and 'docs/**' ");
    }

    @Test
    void an_exception_from_them_is_said_to_be_kept_by_nobody_else_than_the_agent() {
        assertThat(problems(
                        "permissions: {allow: [Write], deny: ['Write(docs/**)']}",
                        ", permissions: {deny: ['Edit(src/**)']}"))
                .containsExactly(
                        "wave.yaml:2:3: warning[W-SUSPICIOUS]: the persona 'p' denies Write(docs/**), which only an"
                                + " agent that knows such rules keeps",
                        "wave.yaml:3:14: warning[W-SUSPICIOUS]: the step 'a' denies Edit(src/**), which only an"
                                + " agent that knows such rules keeps");
        assertThat(problems("permissions: {allow: [Read], deny: ['Write(docs/**)']}", ""))
                .isEmpty();
    }

    private static PlannedStep valid(String persona, String step) {
        return Samples.valid(checked(persona, "{id: a, persona: p, task: x" + step + "}"))
                .steps()
                .getFirst();
    }

    private static List<String> problems(String persona, String step) {
        return checked(persona, "{id: a, persona: p, task: x" + step + "}").diagnostics().stream()
                .map(Diagnostic::headline)
                .toList();
    }

    private static Checked<Outline> checked(String persona, String step) {
        var files = MemoryFiles.waveYaml("personas:\n  p: {prompt: Work., " + persona + "}\nsteps: [" + step + "]\n");
        var surroundings = Surroundings.of(
                List.of("claude"),
                AgentFinder.ALL_HERE,
                List.of(BuiltinPersonas.find(new PersonaName("assistant")).orElseThrow()),
                List.of());
        return ProjectReader.read(files, "p")
                .then(project -> Planner.choose(project, Optional.empty())
                        .then(pipeline -> Planner.resolve(project, pipeline, surroundings)));
    }
}
