package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.load.MemoryFiles;
import dev.wave.load.ProjectReader;
import dev.wave.model.AdapterName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        assertThat(model(persona + "default_adapter: tiered\n"))
                .isEqualTo(new PlannedModel("small-1", Optional.of("cheap"), false, Optional.empty()));
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
                    .isEqualTo(new PlannedModel(alias, Optional.empty(), true, Optional.of("claude/" + alias)));
        }
        for (var exact : List.of("claude-sonnet-4-5-20250929", "claude-opus-4-8", "us.anthropic.model-v1:0")) {
            assertThat(model("defaults: {model: \"" + exact + "\"}\n")).isEqualTo(PlannedModel.exactly(exact));
        }
        assertThat(model("adapters: {claude: {models: {cheap: haiku}}}\ndefaults: {model: cheap}\n", ""))
                .isEqualTo(new PlannedModel("haiku", Optional.of("cheap"), true, Optional.of("claude/haiku")));
    }

    @Test
    void takes_the_model_that_the_lock_pins_for_a_tier_or_an_alias() {
        var pins = pins(
                Map.of(),
                Map.of(
                        "claude/balanced", new ModelPin.Exact("older-1"),
                        "claude/opus", new ModelPin.Exact("opus-1"),
                        "claude/sonnet", new ModelPin.Floating()));

        assertThat(ask(outline(pins, "", "")).model()).isEqualTo(tier("balanced", "older-1"));
        assertThat(ask(outline(pins, "", "defaults: {model: opus}\n")).model())
                .isEqualTo(new PlannedModel("opus-1", Optional.of("opus"), false, Optional.of("claude/opus")));
        assertThat(ask(outline(pins, "", "defaults: {model: sonnet}\n")).model().floating())
                .isTrue();
    }

    @Test
    void what_the_project_says_a_tier_is_needs_no_pin_and_minds_none() {
        var pins = pins(Map.of(), Map.of("claude/balanced", new ModelPin.Exact("older-1")));

        assertThat(ask(outline(pins, "adapters: {claude: {models: {balanced: mine-1}}}\n", ""))
                        .model())
                .isEqualTo(new PlannedModel("mine-1", Optional.of("balanced"), false, Optional.empty()));
    }

    @Test
    void the_adapter_that_the_lock_pins_comes_before_what_the_machine_has() {
        var pins = pins(Map.of(new AdapterName("codex"), "0.169.0"), Map.of());

        var ask = ask(outline(pins, "", "default_adapter: auto\n"));
        assertThat(ask.adapter().name().value()).isEqualTo("codex");
        assertThat(ask.version()).contains("0.169.0");
        assertThat(ask(outline(pins, "", "default_adapter: claude\n")).version())
                .isEmpty();
    }

    private static Pins pins(Map<AdapterName, String> adapters, Map<String, ModelPin> models) {
        return new Pins(new LinkedHashMap<>(adapters), new LinkedHashMap<>(models));
    }

    private static PlannedModel tier(String tier, String id) {
        return new PlannedModel(id, Optional.of(tier), false, Optional.of("claude/" + tier));
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
        return outline(Pins.NONE, adapters, more);
    }

    private static Outline outline(Pins pins, String adapters, String more) {
        var files = MemoryFiles.waveYaml(adapters + """
                pipeline:
                  name: p
                  steps:
                    - {id: a, persona: worker, task: "A"}
                """ + more);
        var surroundings = Surroundings.of(
                        List.of("command", "claude", "codex"),
                        AgentFinder.ALL_HERE,
                        List.of(Samples.persona("worker", List.of(Samples.rule("Read")), List.of())),
                        List.of())
                .pinned(pins);
        return Samples.valid(ProjectReader.read(files, "p")
                .then(project -> Planner.choose(project, Optional.empty())
                        .then(pipeline -> Planner.resolve(project, pipeline, surroundings))));
    }
}
