package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.load.MemoryFiles;
import dev.wave.load.ProjectReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentPlannerTest {

    @Test
    void prefers_the_persona_then_the_project_then_the_machine() {
        var persona = """
                personas:
                  worker: {description: "Works", prompt: "Work.", adapter: mine}
                """;

        assertThat(adapter(persona + "default_adapter: other\n")).isEqualTo("mine");
        assertThat(adapter("default_adapter: other\n")).isEqualTo("other");
        assertThat(adapter("default_adapter: auto\n")).isEqualTo("claude");
        assertThat(adapter("")).isEqualTo("claude");
    }

    @Test
    void prefers_the_projects_persona_to_the_built_in_one() {
        var outline = outline("personas: {worker: {description: \"Mine\", prompt: \"My prompt.\"}}\n");

        assertThat(ask(outline).persona().prompt().strip()).isEqualTo("My prompt.");
    }

    @Test
    void gives_an_adapter_the_model_that_the_persona_wishes() {
        var persona = "personas: {worker: {description: \"Works\", prompt: \"Work.\", model: cheap}}\n";

        assertThat(ask(outline(persona)).model()).isEqualTo("cheap");
        assertThat(ask(outline(persona + "default_adapter: tiered\n")).model()).isEqualTo("small-1");
        assertThat(ask(outline("default_adapter: tiered\n")).model()).isEqualTo("big-1");
        assertThat(ask(outline("default_adapter: mine\n")).model()).isEmpty();
    }

    private static String adapter(String more) {
        return ask(outline(more)).adapter().name().value();
    }

    private static PlannedAction.Ask ask(Outline outline) {
        return (PlannedAction.Ask) outline.steps().getFirst().action();
    }

    private static Outline outline(String more) {
        var files = MemoryFiles.waveYaml("""
                adapters:
                  mine: {type: command, command: [mine]}
                  other: {type: command, command: [other]}
                  tiered: {type: claude, model: big-1, models: {cheap: small-1}}
                pipeline:
                  name: p
                  steps:
                    - {id: a, persona: worker, task: "A"}
                """ + more);
        var surroundings = Surroundings.of(
                List.of("command", "claude"),
                AgentFinder.ALL_HERE,
                List.of(Samples.persona("worker", List.of(Samples.rule("Read")), List.of())),
                List.of());
        return Samples.valid(ProjectReader.read(files, "p")
                .then(project -> Planner.choose(project, Optional.empty())
                        .then(pipeline -> Planner.resolve(project, pipeline, surroundings))));
    }
}
