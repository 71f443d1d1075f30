package dev.wave.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.load.BuiltinPersonas;
import dev.wave.load.MemoryFiles;
import dev.wave.load.ProjectReader;
import dev.wave.model.AdapterName;
import dev.wave.model.PipelineName;
import dev.wave.model.StepId;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.ModelPin;
import dev.wave.plan.Pins;
import dev.wave.plan.Planner;
import dev.wave.plan.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockingTest {
    private static final PipelineName PIPELINE = new PipelineName("p");
    private static final String REACHING = """
            secrets:
              TOKEN: {env: MY_TOKEN}
              REGISTRY: {env: MY_REGISTRY}
            personas:
              reader:
                description: Reads
                prompt: Read.
                permissions: {allow: [Read, Bash, "Network(Docs.Example.org)"], deny: ["Bash(rm *)"]}
            pipeline:
              name: p
              steps:
                - id: ask
                  persona: reader
                  task: Read
                  network: [docs.example.org, "api.example.org:8443"]
                - id: run
                  run: make
                  network: ["*.example.org"]
                  secrets: [TOKEN]
                  workspace: {setup: {run: npm ci, secrets: [REGISTRY]}}
                  handover: {contract: {type: command, command: make check, network: [check.example.org]}}
                - id: plain
                  run: make
            """;

    @Test
    void what_a_step_may_do_names_tools_hosts_and_secrets() {
        var lock = lock(REACHING, Pins.NONE, Map.of());

        assertThat(grants(lock, "ask"))
                .containsExactly(
                        "!Bash(rm *)", "Bash", "Network(Docs.Example.org)", "Network(api.example.org:8443)", "Read");
        assertThat(grants(lock, "run"))
                .containsExactly(
                        "Network(*.example.org)", "Network(check.example.org)", "Secret(REGISTRY)", "Secret(TOKEN)");
        assertThat(grants(lock, "plain")).isEmpty();
    }

    @Test
    void a_change_of_what_a_step_may_do_is_told_by_step() {
        var before = lock(REACHING, Pins.NONE, Map.of());
        var now = lock(REACHING.replace("secrets: [TOKEN]", "secrets: []") + """
                    - {id: more, persona: reader, task: More}
                """, Pins.NONE, Map.of());

        assertThat(GrantChange.of(before, now, PIPELINE))
                .isEqualTo(ordered(
                        "more",
                                new GrantChange(
                                        List.of("!Bash(rm *)", "Bash", "Network(Docs.Example.org)", "Read"), List.of()),
                        "run", new GrantChange(List.of(), List.of("Secret(TOKEN)"))));
        assertThat(GrantChange.of(before, before, PIPELINE)).isEmpty();
    }

    private static final String ASKING = """
            adapters:
              mine: {type: claude, models: {quick: quick-1}}
              own: {type: command, command: [own]}
              unused: {type: claude}
            personas:
              usual: {description: A, prompt: A., adapter: claude}
              cheap: {description: B, prompt: B., adapter: mine, model: cheap}
              quick: {description: C, prompt: C., adapter: mine, model: quick}
              alias: {description: D, prompt: D., adapter: mine, model: opus}
              exact: {description: E, prompt: E., adapter: mine, model: claude-opus-4-8}
              other: {description: F, prompt: F., adapter: own}
              nobody: {description: G, prompt: G., adapter: unused}
            pipeline:
              name: p
              steps:
                - {id: a, persona: usual, task: A}
                - {id: b, persona: cheap, task: B}
                - {id: c, persona: quick, task: C}
                - {id: d, persona: alias, task: D}
                - {id: e, persona: exact, task: E}
                - {id: f, persona: other, task: F}
            """;

    @Test
    void pins_what_the_steps_use_and_the_projects_text_leaves_open() {
        var pins = lock(ASKING, Pins.NONE, Map.of("claude", "2.1.197", "mine", "2.1.200", "unused", "1"))
                .pins();

        assertThat(pins.adapters())
                .isEqualTo(Map.of(new AdapterName("claude"), "2.1.197", new AdapterName("mine"), "2.1.200"));
        assertThat(pins.models())
                .isEqualTo(Map.of(
                        "claude/balanced", new ModelPin.Exact("claude-sonnet-4-5-20250929"),
                        "mine/cheap", new ModelPin.Exact("claude-haiku-4-5-20251001"),
                        "mine/opus", new ModelPin.Floating()));
    }

    @Test
    void what_is_pinned_stays_and_only_that_of_it_which_is_used() {
        var pinned = new Pins(
                new LinkedHashMap<>(Map.of(new AdapterName("claude"), "2.1.100", new AdapterName("gone"), "1.0")),
                new LinkedHashMap<>(Map.of(
                        "claude/balanced", new ModelPin.Exact("older-1"),
                        "mine/opus", new ModelPin.Exact("opus-1"),
                        "gone/cheap", new ModelPin.Exact("x"))));

        var pins = lock(ASKING, pinned, Map.of("claude", "2.1.197", "mine", "2.1.200"))
                .pins();

        assertThat(pins.adapters())
                .isEqualTo(Map.of(new AdapterName("claude"), "2.1.100", new AdapterName("mine"), "2.1.200"));
        assertThat(pins.models())
                .containsEntry("claude/balanced", new ModelPin.Exact("older-1"))
                .containsEntry("mine/opus", new ModelPin.Exact("opus-1"))
                .doesNotContainKey("gone/cheap");
        assertThat(lock(ASKING, pins, Map.of()).pins()).isEqualTo(pins);
    }

    private static List<String> grants(Lock lock, String step) {
        return lock.pipelines().get(PIPELINE).steps().get(new StepId(step)).grants();
    }

    private static Map<StepId, GrantChange> ordered(String first, GrantChange one, String second, GrantChange other) {
        return Map.of(new StepId(first), one, new StepId(second), other);
    }

    private static Lock lock(String yaml, Pins pins, Map<String, String> versions) {
        var files = MemoryFiles.waveYaml(yaml);
        var read = ProjectReader.read(files, "p");
        var surroundings = Surroundings.of(List.of("claude", "command"), AgentFinder.NOBODY, List.of(), List.of())
                .pinned(pins);
        var project = valid(read);
        var outline = valid(Planner.resolve(project, project.pipelines().get(PIPELINE), surroundings));
        return new Locking(project, files, BuiltinPersonas::pin)
                .of(
                        List.of(outline),
                        Lock.EMPTY,
                        adapter ->
                                Optional.ofNullable(versions.get(adapter.name().value())));
    }

    private static <T> T valid(Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(var value, var _) -> value;
            case Checked.Invalid<T>(var problems) -> throw new AssertionError(problems);
        };
    }
}
