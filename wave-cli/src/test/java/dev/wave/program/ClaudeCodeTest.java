package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import dev.wave.testkit.ModelStub;
import dev.wave.testkit.RealAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pipeline of the how-to page with the real Claude Code, against a scripted model API.
@Timeout(120)
class ClaudeCodeTest {
    private static final String SCENARIOS = """
            {
              "analyze": {"steps": [
                {"bash": {"command": "git log --format=%s"}},
                {"read": {"path": "greet.sh"}},
                {"call": {"name": "Bash", "input": {"command": "touch forbidden.txt"}}},
                {"text": "{\\"greeting\\": \\"hello\\"}"}]},
              "implement": {"steps": [
                {"read": {"path": "greet.sh"}},
                {"edit": {"path": "greet.sh", "old": "hello", "new": "good day"}},
                {"call": {"name": "mcp__wave__submit_deliverable",
                  "input": {"name": "report", "content": {"done": "nearly"}}}},
                {"call": {"name": "mcp__wave__submit_deliverable",
                  "input": {"name": "report", "content": {"done": true}}}},
                {"text": "implemented"}]},
              "review": {"steps": [
                {"bash": {"command": "git status --short"}},
                {"json": {"verdict": "pass"}},
                {"text": "given"}]}
            }
            """;
    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/how-to/claude-code.md");

    private static final Pattern TASK = Pattern.compile("- id: (\\w+)\n(?: {6}[^t\n].*\n)* {6}task: .*");

    /// A block of the page that is a file, with its name in the first line.
    private static final Pattern FILE = Pattern.compile("(?ms)^```\\w+\n(# ([\\w.]+)\n.*?)^```$");

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void write_the_project_of_the_page() throws IOException {
        wave = new WaveInProcess(temp);
        FILE.matcher(Files.readString(PAGE)).results().forEach(file -> wave.file(file.group(2), marked(file.group(1))));
    }

    /// The file with what the scripted API is to do in each step, which it is told by the task.
    private static String marked(String text) {
        return TASK.matcher(text).replaceAll("$0 [[stub:$1]]");
    }

    /// A deliverable that does not fit is among them.
    ///
    /// @param workspaces those of this machine, and those of machines without overlays
    @ParameterizedTest
    @ValueSource(strings = {"", "pool"})
    void three_steps_are_worked_on_to_the_token(String workspaces) throws Exception {
        wave.with("WAVE_WORKSPACES", workspaces);
        var stubs = Files.createDirectory(temp.resolve("stub"));
        var programs = Files.createDirectory(temp.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("claude"), RealAgent.find("claude", "WAVE_TEST_CLAUDE"));
        try (var stub = ModelStub.start(stubs, SCENARIOS)) {
            wave.with("PATH", programs + ":" + System.getenv("PATH"))
                    .with("ANTHROPIC_API_KEY", "the-real-key")
                    .with("ANTHROPIC_BASE_URL", stub.url("greeting"))
                    .committed();

            var run = wave.wave("run", "--trust", "--format", "ndjson");

            assertThat(run.code()).as(run.all()).isZero();
            assertWorkedToTheToken(run.out(), stub);
            assertThat(temp.resolve("home/.claude")).doesNotExist();
            assertThat(temp.resolve("home/.claude.json")).doesNotExist();

            assertThat(wave.wave("run", "--trust").out())
                    .contains("nothing ran")
                    .contains(levelHere());
            assertThat(wave.wave("diff").out()).contains("+echo good day").doesNotContain("forbidden");
            assertThat(wave.wave("apply", "--yes").code()).isZero();
            assertThat(wave.read("greet.sh")).isEqualTo("# greet.sh\necho good day\n");
        }
    }

    /// As many tokens as the API has served for all of its calls, and git worked inside.
    private static void assertWorkedToTheToken(String events, ModelStub stub) throws IOException {
        var usages = events.lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(event -> event.get("type").getAsString().equals("attempt_finished"))
                .map(event -> event.getAsJsonObject("usage"))
                .toList();
        int calls = stub.calls("greeting").size();
        assertThat(usages).hasSize(3);
        assertThat(usages.stream()
                        .mapToLong(usage -> usage.get("model_calls").getAsLong())
                        .sum())
                .isEqualTo(calls);
        assertThat(usages.stream()
                        .mapToLong(usage -> usage.get("input_tokens").getAsLong())
                        .sum())
                .isEqualTo(1400L * calls);
        assertThat(usages.stream()
                        .mapToLong(usage -> usage.get("cached_tokens").getAsLong())
                        .sum())
                .isEqualTo(1000L * calls);
        assertThat(usages.stream()
                        .mapToLong(usage -> usage.get("output_tokens").getAsLong())
                        .sum())
                .isEqualTo(34L * calls);
        assertThat(stub.calls("greeting").toString())
                .contains("The project as this step sees it") // git log works inside
                .doesNotContain("the-real-key");
    }

    /// The build may run as root; most people do not.
    @Test
    void an_ordinary_user_has_it_in_the_sandbox_too() throws Exception {
        assumeTrue(OrdinaryUser.isRoot(), "only root can become another user");
        var agent = RealAgent.find("claude", "WAVE_TEST_CLAUDE").toRealPath();
        var installed = agent.getParent().getParent().getParent(); // …/@anthropic-ai/claude-code/bin/claude.exe
        var stubs = Files.createDirectory(temp.resolve("stub"));
        try (var stub = ModelStub.start(stubs, SCENARIOS)) {
            wave.committed();
            var user = new OrdinaryUser(temp);
            wave.sh("cd ..; mkdir agents bin\n"
                    + "cp -al '%s/.' agents 2>/dev/null || cp -a '%s/.' agents\n".formatted(installed, installed)
                    + "ln -s ../agents/%s bin/claude\n".formatted(installed.relativize(agent))
                    + "chmod a+rx .\n");
            for (var folder : List.of("project", "home", "cache", "config")) {
                user.owns(temp.resolve(folder));
            }
            var typed = new Typed(user, stub.url("greeting"));

            assertWorkedToTheToken(typed.said("run", "--trust", "--format", "ndjson"), stub);

            assertThat(typed.said("run", "--trust")).contains("nothing ran").contains(levelHere());
            assertThat(typed.said("diff")).contains("+echo good day").doesNotContain("forbidden");
            typed.said("apply", "--yes");
            assertThat(temp.resolve("project/greet.sh")).hasContent("# greet.sh\necho good day\n");
        }
    }

    /// What the user types.
    private final class Typed {
        private final OrdinaryUser user;
        private final String api;

        private Typed(OrdinaryUser user, String api) {
            this.user = user;
            this.api = api;
        }

        /// What it says if it ends well.
        private String said(String... words) throws InterruptedException {
            var line = new ArrayList<>(user.java());
            line.add("dev.wave.cli.Main");
            line.addAll(List.of(words));
            return wave.sh("exec env -i HOME=$HOME XDG_CACHE_HOME=$XDG_CACHE_HOME XDG_CONFIG_HOME=$XDG_CONFIG_HOME"
                    + " PATH=%s:/usr/bin:/bin ANTHROPIC_API_KEY=the-real-key ANTHROPIC_BASE_URL=%s '%s' 2>/dev/null"
                            .formatted(temp.resolve("bin"), api, String.join("' '", line)));
        }
    }

    /// The trap is first seen to work on somebody who starts the program there without Wave.
    @Test
    void hooks_in_the_settings_of_the_repository_are_called_by_nobody() throws Exception {
        var claude = RealAgent.find("claude", "WAVE_TEST_CLAUDE");
        var stubs = Files.createDirectory(temp.resolve("stub"));
        var programs = Files.createDirectory(temp.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("claude"), claude);
        var trap = temp.resolve("trap");
        var hook =
                "[{\"hooks\": [{\"type\": \"command\", \"command\": \"echo x > hooked; touch %s\"}]}]".formatted(trap);
        try (var stub = ModelStub.start(stubs, "{}")) {
            wave.file(".claude/settings.json", """
                            {"hooks": {"SessionStart": HOOK, "PreToolUse": HOOK, "Stop": HOOK}}
                            """.replace("HOOK", hook))
                    .file("wave.yaml", """
                            personas:
                              reader: {prompt: p, permissions: {allow: [Read, "Bash(git log*)"]}}
                              writer: {prompt: p, permissions: {allow: [Read, Write, "Bash(git log*)"]}}
                            steps:
                              - {id: read, persona: reader, task: "Go. [[stub:bash]]"}
                              - {id: write, persona: writer, task: "Go. [[stub:bash]]"}
                            """)
                    .with("PATH", programs + ":" + System.getenv("PATH"))
                    .with("ANTHROPIC_API_KEY", "the-real-key")
                    .with("ANTHROPIC_BASE_URL", stub.url("hooks"))
                    .committed();

            for (var mode : List.of("none", "auto")) {
                var run = wave.wave("run", "--trust", "--sandbox", mode);
                assertThat(run.code()).as(run.all()).isZero();
                assertThat(trap).doesNotExist();
                assertThat(wave.wave("diff").all()).doesNotContain("hooked");
            }
            wave.sh("'%s' -p 'Go. [[stub:bash]]'".formatted(claude));
            assertThat(trap).as("the trap works").exists();
            assertThat(wave.root().resolve("hooked")).as("the trap works").exists();
        }
    }

    /// The program ends well, or says that it did not: in both cases nothing was done.
    @Test
    void nothing_handed_over_and_nothing_paid_for_are_told_apart() throws Exception {
        var stubs = Files.createDirectory(temp.resolve("stub"));
        var programs = Files.createDirectory(temp.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("claude"), RealAgent.find("claude", "WAVE_TEST_CLAUDE"));
        try (var stub = ModelStub.start(stubs, """
                {"broke": {"steps": [{"text": "never", "fail": {"status": 400,
                  "message": "Your credit balance is too low to access the API."}}]}}
                """)) {
            wave.file("wave.yaml", """
                    steps:
                      - id: silent
                        persona: navigator
                        task: "Report. [[stub:text]]"
                        deliverables: [{name: report, format: json}]
                      - id: broke
                        persona: navigator
                        task: "Report. [[stub:broke]]"
                        retry: {max: 0}
                        artifacts: [{name: other, format: text}]
                    """)
                    .with("PATH", programs + ":" + System.getenv("PATH"))
                    .with("ANTHROPIC_API_KEY", "the-real-key")
                    .with("ANTHROPIC_BASE_URL", stub.url("nothing"))
                    .committed();

            var run = wave.wave("run", "--trust", "--format", "ndjson");

            assertThat(run.code()).as(run.all()).isEqualTo(1);
            assertThat(failures(run.out(), "silent"))
                    .containsOnly("contract_broken")
                    .hasSizeBetween(1, 3);
            assertThat(failures(run.out(), "broke")).containsExactly("agent_failed");
            assertThat(wave.wave("show").out()).contains("report").contains("Credit balance is too low");
            assertThat(wave.git("status", "--porcelain")).isEmpty();
        }
    }

    /// What each attempt at a step failed with, in order.
    private static List<String> failures(String events, String step) {
        return events.lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(event -> event.get("type").getAsString().equals("attempt_finished")
                        && event.get("step").getAsString().equals(step))
                .map(event -> event.getAsJsonObject("failure").get("kind").getAsString())
                .toList();
    }

    /// How well a step is contained where the sandbox works.
    private String levelHere() throws Exception {
        return wave.wave("doctor").out().matches("(?s).*sandbox: files +kept.*") ? " · sandboxed" : " · open";
    }

    @Test
    void a_machine_without_it_is_told_before_anything_runs() throws Exception {
        Files.createDirectory(temp.resolve("bin"));
        for (var program : List.of("git", "sh")) {
            Files.createSymbolicLink(
                    temp.resolve("bin").resolve(program), Path.of("/usr/bin").resolve(program));
        }
        wave.committed().with("PATH", temp.resolve("bin").toString());

        var run = wave.wave("run", "--trust");

        assertThat(run.code()).as(run.all()).isEqualTo(3);
        assertThat(run.err())
                .contains("error[E-NO-AGENT]")
                .contains("claude: the program 'claude' is not installed; install it: npm install -g"
                        + " @anthropic-ai/claude-code");
    }
}
