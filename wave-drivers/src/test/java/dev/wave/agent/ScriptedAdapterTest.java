package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.AdapterSettings;
import dev.wave.model.Limits;
import dev.wave.run.Activity;
import dev.wave.run.Failure;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter;
import dev.wave.spi.AgentAdapter.Answer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedAdapterTest extends AgentAdapterContract {

    @Override
    AgentAdapter adapter() {
        return new ScriptedAdapter(program());
    }

    @Override
    AdapterSettings agentThat(Behaviour behaviour) {
        return script(
                switch (behaviour) {
                    case WORKS -> "steps: {build: {write: {made.txt: made}, say: all done}}";
                    case FAILS -> "steps: {build: {errors: about to fail, exit: 3}}";
                    case HANGS -> "steps: {build: {say: \"up\\n\", hang: true}}";
                    case BABBLES -> "steps: {build: {say: \"" + "x".repeat(3_900_000) + "\", hang: true}}";
                });
    }

    @Test
    void files_are_written_changed_and_deleted_in_the_workspace() throws Exception {
        Files.createDirectories(workspace.resolve("docs"));
        Files.writeString(workspace.resolve("docs/log"), "one\n");
        Files.createDirectories(workspace.resolve("old/deep"));

        var answer = play("""
                steps:
                  build:
                    delete: [old]
                    write:
                      src/a b/'c'.txt: "it's $HOME `x` \\\\ \\"é\\"\\nno newline at the end"
                      bin/run: {text: "#!/bin/sh\\n", executable: true}
                      -odd: 1
                    append: {docs/log: "two\\n"}
                    outputs: {summary.md: "# S\\n"}
                    paths: {implementation: [src/a.js, bin/run]}
                """);

        assertThat(answer.failure()).isEmpty();
        assertThat(workspace.resolve("src/a b/'c'.txt")).hasContent("it's $HOME `x` \\ \"é\"\nno newline at the end");
        assertThat(workspace.resolve("bin/run")).isExecutable();
        assertThat(workspace.resolve("-odd")).hasContent("1");
        assertThat(workspace.resolve("docs/log")).hasContent("one\ntwo\n");
        assertThat(workspace.resolve("old")).doesNotExist();
        assertThat(workspace.resolve(".wave/out/summary.md")).hasContent("# S\n");
        assertThat(workspace.resolve(".wave/out/implementation.paths")).hasContent("src/a.js\nbin/run\n");
    }

    @Test
    void attempts_differ_and_the_last_one_stands_for_all_later_ones() throws Exception {
        var script = script("steps: {build: [{say: first}, {say: second}]}");

        assertThat(List.of(
                        work(script, Limits.DEFAULT, "t", 1).finalMessage(),
                        work(script, Limits.DEFAULT, "t", 2).finalMessage(),
                        work(script, Limits.DEFAULT, "t", 7).finalMessage()))
                .containsExactly("first", "second", "second");
    }

    @Test
    void a_step_that_is_not_named_gets_the_default_or_fails() throws Exception {
        assertThat(play("default: {say: hello}").finalMessage()).isEqualTo("hello");
        assertThat(play("steps: {other: {say: x}}").failure())
                .contains(new Failure.AgentFailed("agent.yaml says nothing about the step 'build'"));
    }

    @Test
    void tools_and_usage_are_told() throws Exception {
        var answer = play("""
                default:
                  tools: [Read, {name: Bash, summary: npm test, ok: false}]
                  usage: {input: 10, cached: 5, output: 2, calls: 1, cost: 0.01}
                """);

        var used = new Usage(10, 5, 2, 1, Optional.of(new BigDecimal("0.01")));
        assertThat(answer.usage()).isEqualTo(used);
        assertThat(activity)
                .containsExactly(
                        new Activity.ToolStarted("t0", "Read", ""),
                        new Activity.ToolFinished("t0", true),
                        new Activity.ToolStarted("t1", "Bash", "npm test"),
                        new Activity.ToolFinished("t1", false),
                        new Activity.Used(used));
    }

    @Test
    void failures_of_a_model_can_be_played() throws Exception {
        assertThat(play("default: {transient: overloaded}").failure())
                .contains(new Failure.Transient("overloaded", Optional.empty()));
        assertThat(play("default: {fail: gave up}").failure()).contains(new Failure.AgentFailed("gave up"));
    }

    @Test
    void nothing_is_written_through_a_link() throws Exception {
        var outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(workspace.resolve("link"), outside);
        Files.writeString(outside.resolve("kept"), "kept");
        Files.createSymbolicLink(workspace.resolve("file"), outside.resolve("kept"));

        for (var turn :
                List.of("write: {link/x: y}", "append: {link/x: y}", "delete: [link/kept]", "write: {file: z}")) {
            assertThat(play("default: {" + turn + "}").failure())
                    .as(turn)
                    .hasValueSatisfying(failure ->
                            assertThat(((Failure.Exited) failure).lastLines()).contains("is a symbolic link"));
        }
        assertThat(outside.resolve("x")).doesNotExist();
        assertThat(outside.resolve("kept")).hasContent("kept");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            default: {write: {../x: y}}        | '../x' is no path within the workspace
            default: {write: {/etc/x: y}}      | '/etc/x' is no path within the workspace
            default: {delete: [a//b]}          | 'a//b' is no path within the workspace
            default: {outputs: {../../x: y}}   | '.wave/out/../../x' is no path within the workspace
            default: {says: x}                 | default: unknown field 'says'
            stepz: {}                          | the script: unknown field 'stepz'
            steps: [a]                         | the script, steps is no mapping
            [a]                                | the script is no mapping
            default: {delay: soon}             | 'soon' is no duration such as 200ms, 5s or 1m
            default: {exit: x}                 | default: 'exit' is no whole number
            default: {usage: {cost: cheap}}    | 'cheap' is no amount of money
            default: {hang: 1}                 | default: 'hang' is neither true nor false
            default: {tools: [{summary: x}]}   | a tool has no name
            default: {write: {a: "x\\0"}}      | 'a' holds a NUL character
            default: {say: [a]}                | 'say' is no text
            """)
    void a_script_that_is_wrong_says_why(String script, String problem) throws Exception {
        assertThat(play(script).failure()).contains(new Failure.AgentFailed("agent.yaml: " + problem));
    }

    @Test
    void a_script_that_is_no_yaml_says_so() throws Exception {
        assertThat(play("steps: {").failure())
                .hasValueSatisfying(failure -> assertThat(((Failure.AgentFailed) failure).message())
                        .startsWith("agent.yaml: ")
                        .doesNotContain("\n"));
        assertThat(play("").failure()).contains(new Failure.AgentFailed("agent.yaml: the script is empty"));
        assertThat(work(settings("scripted", List.of(), Optional.empty()), Limits.DEFAULT)
                        .failure())
                .contains(new Failure.AgentFailed("the adapter 'agent' has no script"));
    }

    private Answer play(String script) throws InterruptedException {
        return work(script(script), Limits.DEFAULT);
    }

    private AdapterSettings script(String text) {
        return settings("scripted", List.of(), Optional.of(new AdapterSettings.Script("agent.yaml", text)));
    }
}
