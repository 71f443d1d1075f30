package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.load.MemoryFiles;
import dev.wave.load.ProjectReader;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ModelAccess;
import dev.wave.model.Project;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which agent answers where nobody names one, and what is said of agents that are not here.
class AgentCheckTest {
    private static final String STEPS = """
            pipeline:
              name: p
              steps:
                - {id: a, persona: worker, task: "A"}
                - {id: b, run: "true"}
                - {id: c, persona: worker, task: "C"}
            """;

    @Test
    void takes_the_first_agent_that_is_here() {
        assertThat(chosen("", here("codex", "claude"))).isEqualTo("claude");
        assertThat(chosen("", here("openai", "codex"))).isEqualTo("codex");
        assertThat(chosen("default_adapter: auto\n", here("codex"))).isEqualTo("codex");
        assertThat(chosen("defaults: {adapter: auto}\n", here("codex"))).isEqualTo("codex");
    }

    @Test
    void takes_none_that_it_cannot_drive() {
        assertThat(chosen("", here("gemini", "openai"))).isEqualTo("openai");
    }

    @Test
    void plans_with_the_first_it_can_drive_where_none_is_here() {
        assertThat(chosen("", here())).isEqualTo("claude");
    }

    @Test
    void looks_for_an_agent_as_the_project_configures_it() {
        var project = "adapters: {claude: {auth: login}}\n";

        assertThat(chosen(project, LOGGED_IN)).isEqualTo("claude");
        assertThat(chosen("", LOGGED_IN)).isEqualTo("codex");
    }

    @Test
    void asks_nothing_of_the_machine_for_what_was_chosen_before() {
        AgentFinder unasked = adapter -> {
            throw new AssertionError("asked for " + adapter.name());
        };
        var then = surroundings(unasked).choosing(Optional.of(new AdapterName("codex")));

        assertThat(DefaultAdapter.of(project(STEPS), then)).contains(new AdapterName("codex"));
    }

    @Test
    void a_project_is_valid_on_a_machine_without_its_agents() {
        assertThat(resolved("", here()).diagnostics()).isEmpty();
        assertThat(resolved("default_adapter: codex\n", here()).diagnostics()).isEmpty();
    }

    @Test
    void says_nothing_of_agents_that_are_here() {
        assertThat(missing("", here("claude"))).isEmpty();
        assertThat(missing("default_adapter: codex\n", here("codex"))).isEmpty();
    }

    @Test
    void names_what_is_missing_of_an_agent_that_the_project_names() {
        assertThat(missing("default_adapter: codex\n", here("claude"))).isEqualTo("""
                wave.yaml:4:12: error[E-NO-AGENT]: the agent 'codex' of the step 'a' and 1 more is not usable on this machine: no codex
                  get codex""");
        assertThat(missing("personas: {worker: {prompt: Work., adapter: codex}}\n", here("claude")))
                .startsWith("wave.yaml:4:12: error[E-NO-AGENT]: the agent 'codex' of the step 'a'");
    }

    @Test
    void names_every_agent_that_would_do_where_the_project_names_none() {
        assertThat(missing("", here())).isEqualTo("""
                wave.yaml:4:12: error[E-NO-AGENT]: there is no agent on this machine that could answer the step 'a' and \
                1 more
                  claude: no claude; get claude; or codex: no codex; get codex; or openai: no openai; get openai; or \
                configure an agent in 'adapters:' (type: command runs any program) and name it in 'default_adapter:'; `wave help agents` tells how""");
    }

    @Test
    void reports_each_missing_agent_once() {
        var personas = "personas: {worker: {prompt: Work., adapter: codex}, other: {prompt: x}}\n";
        var steps = STEPS.replace("{id: b, run: \"true\"}", "{id: b, persona: other, task: B}");

        assertThat(missing(steps, personas, here()).lines().filter(line -> line.startsWith("wave.yaml")))
                .containsExactly(
                        "wave.yaml:4:12: error[E-NO-AGENT]: the agent 'codex' of the step 'a' and 1 more is not usable on this machine:"
                                + " no codex",
                        "wave.yaml:5:12: error[E-NO-AGENT]: there is no agent on this machine that could answer the step"
                                + " 'b'");
    }

    private static final AgentFinder LOGGED_IN = adapter ->
            adapter.access() instanceof ModelAccess.Login || !adapter.type().equals("claude")
                    ? new Presence.Here()
                    : missing(adapter);

    private static AgentFinder here(String... types) {
        return adapter -> List.of(types).contains(adapter.type()) ? new Presence.Here() : missing(adapter);
    }

    private static Presence missing(AdapterSettings adapter) {
        return new Presence.Missing("no " + adapter.type(), "get " + adapter.type());
    }

    private static String chosen(String more, AgentFinder agents) {
        var outline = Samples.valid(resolved(more, agents));
        return ((PlannedAction.Ask) outline.steps().getFirst().action())
                .adapter()
                .name()
                .value();
    }

    private static String missing(String more, AgentFinder agents) {
        return missing(STEPS, more, agents);
    }

    private static String missing(String steps, String more, AgentFinder agents) {
        var project = project(steps + more);
        var pipeline = project.pipelines().sequencedValues().getFirst();
        var outline = Samples.valid(Planner.resolve(project, pipeline, surroundings(agents)));
        return new AgentCheck(project, pipeline.name(), surroundings(agents))
                .missing(outline.steps()).stream()
                        .flatMap(AgentCheckTest::lines)
                        .collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(Diagnostic problem) {
        return Stream.concat(Stream.of(problem.headline()), problem.fix().map(fix -> "  " + fix).stream());
    }

    private static Checked<Outline> resolved(String more, AgentFinder agents) {
        var project = project(STEPS + more);
        return Planner.resolve(project, project.pipelines().sequencedValues().getFirst(), surroundings(agents));
    }

    private static Project project(String text) {
        return Samples.valid(ProjectReader.read(MemoryFiles.waveYaml(text), "p"));
    }

    private static Surroundings surroundings(AgentFinder agents) {
        return Surroundings.of(
                List.of("command", "claude", "codex", "openai"),
                agents,
                List.of(Samples.persona("worker", List.of(Samples.rule("Read")), List.of())),
                List.of());
    }
}
