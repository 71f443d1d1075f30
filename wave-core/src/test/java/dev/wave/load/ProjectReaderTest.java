package dev.wave.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Place;
import dev.wave.model.Action;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Input;
import dev.wave.model.Limits;
import dev.wave.model.Permissions;
import dev.wave.model.Permissions.Rule;
import dev.wave.model.PersonaName;
import dev.wave.model.Project;
import dev.wave.model.SandboxMode;
import dev.wave.model.Step;
import dev.wave.model.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectReaderTest {

    @Test
    void lays_the_machines_overrides_over_the_project() {
        var project = project(MemoryFiles.waveYaml("""
                        adapters:
                          claude: {model: opus, env: {A: "1"}}
                        default_adapter: claude
                        steps:
                          - {id: a, task: x}
                        """).with(".wave/local.yaml", """
                        default_adapter: fake
                        adapters:
                          claude: {env: {B: "2"}}
                          fake: {type: command, command: [sh, agent.sh]}
                        """));

        assertThat(project.defaults().adapter()).contains(new AdapterName("fake"));
        var claude = project.adapters().get(new AdapterName("claude"));
        assertThat(claude.model()).contains("opus");
        assertThat(claude.env().toString()).isEqualTo("{A=1, B=2}");
        assertThat(project.adapters().get(new AdapterName("fake")))
                .extracting(AdapterSettings::command, AdapterSettings::place)
                .containsExactly(List.of("sh", "agent.sh"), new Place(".wave/local.yaml", 4, 3));
    }

    @Test
    void reads_the_files_of_the_project_that_an_adapters_words_name() {
        var project = project(MemoryFiles.waveYaml("""
                        adapters:
                          fake:
                            type: command
                            command: [node, ./tools/agent.mjs, --config, tools/conf.json, -x.sh, /etc/x, ../up, node]
                            args: [tools/agent.mjs, none.txt]
                          own: {type: command, command: [tools/own.sh]}
                        steps:
                          - {id: a, task: x}
                        """)
                .with("node", "never looked for here as the program; as a word it is")
                .with("tools/agent.mjs", "agent")
                .with("tools/conf.json", "{}")
                .with("-x.sh", "an option")
                .with("tools/own.sh", "own"));

        assertThat(project.adapters().get(new AdapterName("fake")).files())
                .extracting(AdapterSettings.Script::path)
                .containsExactly("tools/agent.mjs", "tools/conf.json", "node");
        assertThat(project.adapters().get(new AdapterName("own")).files())
                .containsExactly(new AdapterSettings.Script("tools/own.sh", "own"));
    }

    @Test
    void auto_means_that_nobody_chose_an_adapter() {
        var project = project(MemoryFiles.waveYaml("default_adapter: claude\nsteps: [{id: a, task: x}]\n")
                .with(".wave/local.yaml", "default_adapter: auto\n"));

        assertThat(project.defaults().adapter()).isEmpty();
    }

    @Test
    void collects_pipelines_and_personas_from_all_their_places() {
        var project = project(MemoryFiles.waveYaml("""
                        project: {name: shop}
                        defaults: {persona: critic, sandbox: required}
                        personas:
                          critic: {prompt: You criticise., sandbox: none}
                        pipelines:
                          one: {steps: [{id: a, task: x}]}
                          two: {steps: [{id: a, task: x}]}
                        """)
                .with(".wave/pipelines/four.yml", "pipeline: {name: five, steps: [{id: a, task: x}]}")
                .with(".wave/pipelines/three.yaml", "steps: [{id: a, task: x}]")
                .with(".wave/pipelines/README.md", "not a pipeline")
                .with(".wave/personas/scout.md", "You look around.\n"));

        assertThat(project.name()).isEqualTo("shop");
        assertThat(project.pipelines().keySet()).map(Object::toString).containsExactly("one", "two", "five", "three");
        assertThat(project.personas().keySet()).map(Object::toString).containsExactly("critic", "scout");
        assertThat(project.personas().get(new PersonaName("scout")).prompt()).isEqualTo("You look around.");
        assertThat(project.defaults().sandbox()).contains(SandboxMode.REQUIRED);
    }

    @Test
    void a_project_may_have_no_wave_yaml() {
        assertThat(project(new MemoryFiles().with(".wave/personas/scout.md", "You look."))
                        .personas())
                .hasSize(1);
    }

    @Test
    void knows_where_the_characters_of_a_text_stand() {
        var steps = project(MemoryFiles.waveYaml("""
                        steps:
                          - id: a
                            task: |
                              first {x}

                              second {y}
                          - {id: b, task: 'it''s {x}'}
                          - {id: c, task: "é {x}"}
                          - id: d
                            task: plain {x}
                          - id: e
                            task_file: t.md
                        """).with("t.md", "one\ntwo {x}\n"))
                .pipelines()
                .firstEntry()
                .getValue()
                .steps();

        assertThat(steps)
                .map(step -> placeOf(step, step.id().value().equals("a") ? "{y}" : "{x}"))
                .containsExactly("wave.yaml:6:14", "wave.yaml:7:19", "wave.yaml:8:22", "wave.yaml:10:17", "t.md:2:5");
    }

    @Test
    void one_item_counts_as_a_list() {
        var step = step("{id: b, task: x, needs: a, inputs: report, deliverables: summary, sources: src/**}");

        assertThat(step.dependencies()).map(named -> named.name()).containsExactly("a");
        assertThat(step.inputs().orElseThrow()).map(Input::artifact).containsExactly("report");
        assertThat(step.outputs()).map(output -> output.name().value()).containsExactly("summary");
        assertThat(step.sources()).containsExactly("src/**");
    }

    @Test
    void no_inputs_and_inputs_left_out_differ() {
        assertThat(step("{id: b, task: x}").inputs()).isEmpty();
        assertThat(step("{id: b, task: x, inputs: []}").inputs()).contains(List.of());
    }

    @Test
    void reads_durations_and_sizes() {
        assertThat(step("{id: b, task: x, timeout: 1h30m, idle_timeout: 90s, resources: {output_limit: 2MB}}")
                        .limits())
                .isEqualTo(new Limits(Duration.ofMinutes(90), Duration.ofSeconds(90), 2L * 1024 * 1024));
    }

    @Test
    void reads_every_spelling_of_a_permission() {
        var permissions = step("{id: b, task: x, permissions: {allow: [Read, Bash(git log*), 'file_read:src/**',"
                        + " 'file_write: out/**', 'network_access:docs.example.org', 'exec:make *', Mcp(jira.search), mcp__x__y],"
                        + " deny: ['Bash(rm (a|b))'], acknowledge: [bash-writes]}}")
                .permissions()
                .orElseThrow();

        assertThat(permissions)
                .isEqualTo(new Permissions(
                        List.of(
                                Rule.of("Read"),
                                new Rule("Bash", "git log*"),
                                new Rule("Read", "src/**"),
                                new Rule("Write", "out/**"),
                                new Rule("Edit", "out/**"),
                                new Rule("Network", "docs.example.org"),
                                new Rule("Bash", "make *"),
                                new Rule("Mcp", "jira.search"),
                                Rule.of("mcp__x__y")),
                        List.of(new Rule("Bash", "rm (a|b)")),
                        List.of(Permissions.Risk.BASH_WRITES)));
    }

    @Test
    void an_acknowledged_risk_is_accepted() {
        var text = """
                personas: {s: {prompt: x, sandbox: none, permissions: {allow: [Bash], deny: [Write]%s}}}
                steps: [{id: a, persona: s}]
                """;

        assertThat(ProjectReader.read(MemoryFiles.waveYaml(text.formatted("")), "f"))
                .isInstanceOf(Checked.Invalid.class);
        assertThat(ProjectReader.read(MemoryFiles.waveYaml(text.formatted(", acknowledge: [bash-writes]")), "f"))
                .isInstanceOf(Checked.Valid.class);
    }

    @Test
    void narrows_permissions_only_ever_down() {
        var persona = new Permissions(
                List.of(Rule.of("Read"), Rule.of("Bash"), new Rule("Write", "src/*")),
                List.of(new Rule("Bash", "rm *")));
        var step = new Permissions(
                List.of(new Rule("Bash", "make *"), Rule.of("Write"), Rule.of("Network")), List.of(Rule.of("Edit")));

        assertThat(persona.narrowedBy(step))
                .isEqualTo(new Permissions(
                        List.of(new Rule("Bash", "make *"), new Rule("Write", "src/*")),
                        List.of(new Rule("Bash", "rm *"), Rule.of("Edit"))));
    }

    @Test
    void reads_aliases_as_what_they_stand_for() {
        var steps = project(MemoryFiles.waveYaml("""
                        steps:
                          - {id: a, task: &task "Do it", env: &env {A: b}}
                          - {id: b, task: *task, env: *env}
                        """))
                .pipelines()
                .firstEntry()
                .getValue()
                .steps();

        assertThat(steps.getLast().env()).isEqualTo(steps.getFirst().env());
        assertThat(steps.getLast().action()).isEqualTo(steps.getFirst().action());
    }

    @Test
    void yaml_1_2_knows_two_truths_and_no_sexagesimals() {
        var step = step("{id: b, task: yes, env: {A: on, B: 1:30, C: 012, D: 0x1F, E: .5, F: TRUE}}");

        assertThat(((Action.Ask) step.action()).task().map(Text::source)).contains("yes");
        assertThat(step.env().values()).map(Text::source).containsExactly("on", "1:30", "012", "0x1F", ".5", "TRUE");
    }

    private static String placeOf(Step step, String part) {
        var task = ((Action.Ask) step.action()).task().orElseThrow();
        return task.placeAt(task.source().indexOf(part)).toString();
    }

    private static Step step(String flow) {
        return project(MemoryFiles.waveYaml("steps:\n  - " + flow + "\n"))
                .pipelines()
                .firstEntry()
                .getValue()
                .steps()
                .getFirst();
    }

    private static Project project(MemoryFiles files) {
        return switch (ProjectReader.read(files, "folder")) {
            case Checked.Valid<Project>(var project, var _) -> project;
            case Checked.Invalid<Project>(var problems) -> throw new AssertionError(problems);
        };
    }

    @Test
    void a_step_without_a_prefix_of_its_own_keeps_the_defaults() {
        var step = step("{id: b, task: x}");

        assertThat(step.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(step.sandbox()).isEqualTo(Optional.empty());
    }
}
