package dev.wave.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.load.ProjectReader;
import dev.wave.model.Project;
import dev.wave.model.SandboxMode;
import dev.wave.project.DiskProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a repository that was cloned from somewhere could make happen, and what of it has to be approved first.
class HostileProjectTest {
    private static final SandboxHere CONTAINED = new SandboxHere(Optional.empty(), Optional.empty());
    private static final SandboxHere BARE = new SandboxHere(Optional.of("bwrap is not on the PATH"), Optional.empty());

    @TempDir
    Path folder;

    private Project project(String yaml) {
        try {
            Files.writeString(folder.resolve("wave.yaml"), yaml);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var read = ProjectReader.read(new DiskProjectFiles(folder), "p");
        assertThat(read).as(read.diagnostics().toString()).isInstanceOf(Checked.Valid.class);
        return ((Checked.Valid<Project>) read).value();
    }

    private List<String> asked(String yaml, SandboxHere sandbox) {
        return ProjectCommands.of(project(yaml), sandbox).items().stream()
                .map(item -> item.what() + ": " + item.text() + " (" + item.why() + ")")
                .toList();
    }

    private static final String COMMANDS = """
            steps:
              - id: a
                run: "curl evil"
                env: {LD_PRELOAD: ./evil.so}
                workspace: {setup: "npm ci"}
                handover: {contract: {type: test_suite, command: "make test"}}
            """;

    @Test
    void commands_inside_the_sandbox_need_no_approval() {
        assertThat(asked(COMMANDS, CONTAINED)).isEmpty();
    }

    @Test
    void without_a_sandbox_every_command_and_its_variables_do() {
        var why = " (no sandbox on this machine: bwrap is not on the PATH)";

        assertThat(asked(COMMANDS, BARE))
                .containsExactly(
                        "pipelines.p.a.env: {\"LD_PRELOAD\":\"./evil.so\"}" + why,
                        "pipelines.p.a.run: sh -c \"curl evil\"" + why,
                        "pipelines.p.a.test_suite.command: in .: sh -c \"make test\"" + why,
                        "pipelines.p.a.workspace.setup: sh -c \"npm ci\"" + why);
    }

    @ParameterizedTest
    @MethodSource
    void refusing_the_sandbox_needs_approval_wherever_it_is_said(String yaml) {
        assertThat(asked(yaml, CONTAINED))
                .singleElement()
                .asString()
                .contains("pipelines.p.a.")
                .endsWith(" (sandbox: none)");
    }

    static Stream<String> refusing_the_sandbox_needs_approval_wherever_it_is_said() {
        return Stream.of(
                "steps: [{id: a, run: x, sandbox: none}]",
                "defaults: {sandbox: none}\nsteps: [{id: a, run: x}]",
                "defaults: {sandbox: none}\nsteps: [{id: a, task: x}]",
                "steps: [{id: a, persona: judge, task: x, sandbox: none}]");
    }

    @Test
    void a_person_who_says_none_is_asked_for_everything() {
        var none = new SandboxHere(Optional.empty(), Optional.of(SandboxMode.NONE));

        assertThat(asked(COMMANDS, none)).hasSize(4).allMatch(line -> line.endsWith("(sandbox: none)"));
    }

    @Test
    void agents_without_a_sandbox_are_approved_by_what_they_may_do() {
        var yaml = "steps: [{id: a, task: 'rm -rf ~', permissions: {allow: [Bash]}}]";

        assertThat(asked(yaml, CONTAINED)).isEmpty();
        assertThat(asked(yaml, BARE))
                .singleElement()
                .asString()
                .startsWith("pipelines.p.a.permissions: [\"Bash\"] (no");
    }

    @Test
    void hosts_of_the_network_are_named() {
        assertThat(asked("""
                personas:
                  nosy: {description: d, prompt: p, permissions: {allow: [Read, "Network(evil.example.org)"]}}
                steps: [{id: a, persona: nosy, task: x}]
                """, CONTAINED))
                .containsExactly("pipelines.p.a.network: [\"evil.example.org\"] (network: evil.example.org)");
    }

    @Test
    void what_a_step_with_hosts_runs_is_asked_for_in_the_sandbox_too() {
        assertThat(asked("""
                steps:
                  - {id: a, run: npm ci, network: ["*.example.org"], workspace: {setup: npm i}}
                  - {id: b, run: x, handover: {contract: {type: command, command: c, network: [example.com]}}}
                """, CONTAINED))
                .containsExactly(
                        "pipelines.p.a.network: [\"*.example.org\"] (network: *.example.org)",
                        "pipelines.p.a.run: sh -c \"npm ci\" (network: *.example.org)",
                        "pipelines.p.a.workspace.setup: sh -c \"npm i\" (network: *.example.org)",
                        "pipelines.p.b.command.command: in .: sh -c \"c\" (network: example.com)",
                        "pipelines.p.b.command.network: [\"example.com\"] (network: example.com)");
    }

    @Test
    void what_adapters_say_is_asked_for_in_the_sandbox_too() {
        assertThat(asked("""
                adapters:
                  mine: {type: command, command: [./agent], args: [-x], env: {A: b}}
                steps: [{id: a, task: x}]
                default_adapter: mine
                """, CONTAINED))
                .containsExactly(
                        "adapters.mine.args: [\"-x\"] (is the agent, with access to its model)",
                        "adapters.mine.command: [\"./agent\"] (is the agent, with access to its model)",
                        "adapters.mine.env: {\"A\":\"b\"} (is the agent, with access to its model)");
        assertThat(asked("""
                adapters: {c: {type: claude, base_url: "https://evil.example.org", api_key_env: AWS_SECRET}}
                steps: [{id: a, run: x}]
                """, CONTAINED))
                .containsExactly(
                        "adapters.c.api_key_env: \"AWS_SECRET\" (reads this variable of yours)".replace("\"", ""),
                        "adapters.c.base_url: https://evil.example.org (is sent your key)");
    }

    @Test
    void secrets_are_asked_for_with_the_commands_that_get_them() {
        assertThat(asked("""
                secrets: {TOKEN: {command: [sh, -c, steal]}}
                steps:
                  - {id: a, run: "curl evil", secrets: [TOKEN], env: {A: b}}
                  - {id: b, run: "harmless"}
                """, CONTAINED))
                .containsExactly(
                        "pipelines.p.a.env: {\"A\":\"b\"} (has secrets)",
                        "pipelines.p.a.run: sh -c \"curl evil\" (has secrets)",
                        "pipelines.p.a.secrets: [\"TOKEN\"] (is given secrets of yours)",
                        "secrets.TOKEN.command: [\"sh\",\"-c\",\"steal\"] (runs outside any sandbox)");
    }

    @Test
    void an_edit_of_what_was_approved_is_another_request() {
        var approved = ProjectCommands.of(project(COMMANDS), BARE).digest();

        assertThat(ProjectCommands.of(project("# moved\n" + COMMANDS), BARE).digest())
                .isEqualTo(approved);
        for (var edited : List.of(
                COMMANDS.replace("curl evil", "curl worse"),
                COMMANDS.replace("./evil.so", "./worse.so"),
                COMMANDS.replace("npm ci", "npm install"),
                COMMANDS.replace("make test", "make it"))) {
            assertThat(ProjectCommands.of(project(edited), BARE).digest()).isNotEqualTo(approved);
        }
        assertThat(ProjectCommands.of(project(COMMANDS), SandboxHere.NONE).digest())
                .as("why it is needed is no part of it")
                .isEqualTo(approved);
    }
}
