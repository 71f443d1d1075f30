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

        assertThat(model(persona)).isEqualTo(tier("cheap", "claude-haiku-4-5-20251001"));
        assertThat(model(persona + "default_adapter: tiered\n")).isEqualTo(tier("cheap", "small-1"));
        assertThat(model("default_adapter: tiered\n")).isEqualTo(PlannedModel.exactly("big-1"));
        assertThat(model("default_adapter: mine\n")).isEqualTo(PlannedModel.NONE);
    }

    @Test
    void takes_the_balanced_model_where_nobody_wishes_for_one() {
        assertThat(model("")).isEqualTo(tier("balanced", "claude-sonnet-4-5-20250929"));
        assertThat(model("defaults: {model: strong}\n")).isEqualTo(tier("strong", "claude-opus-4-8"));
    }

    @Test
    void marks_names_that_mean_another_model_from_time_to_time() {
        for (var alias : List.of("opus", "sonnet[1m]", "claude-sonnet-4-5", "claude-3-5-haiku-latest")) {
            assertThat(model("defaults: {model: \"" + alias + "\"}\n"))
                    .isEqualTo(new PlannedModel(alias, Optional.empty(), true));
        }
        for (var exact : List.of("claude-sonnet-4-5-20250929", "claude-opus-4-8", "us.anthropic.model-v1:0")) {
            assertThat(model("defaults: {model: \"" + exact + "\"}\n")).isEqualTo(PlannedModel.exactly(exact));
        }
        assertThat(model("adapters: {claude: {models: {cheap: haiku}}}\ndefaults: {model: cheap}\n", ""))
                .isEqualTo(new PlannedModel("haiku", Optional.of("cheap"), true));
    }

    private static PlannedModel tier(String tier, String id) {
        return new PlannedModel(id, Optional.of(tier), false);
    }

    private static PlannedModel model(String more) {
        return ask(outline(more)).model();
    }

    private static PlannedModel model(String more, String adapters) {
        return ask(outline(adapters, more)).model();
    }

    private static String adapter(String more) {
        return ask(outline(more)).adapter().name().value();
    }

    private static PlannedAction.Ask ask(Outline outline) {
        return (PlannedAction.Ask) outline.steps().getFirst().action();
    }

    private static Outline outline(String more) {
        return outline("""
                adapters:
                  mine: {type: command, command: [mine]}
                  other: {type: command, command: [other]}
                  tiered: {type: claude, model: big-1, models: {cheap: small-1}}
                """, more);
    }

    private static Outline outline(String adapters, String more) {
        var files = MemoryFiles.waveYaml(adapters + """
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
