package dev.wave.deliverable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.agent.AgentProgram;
import dev.wave.agent.claude.ClaudeAdapter;
import dev.wave.collect.Offering;
import dev.wave.collect.Wanted;
import dev.wave.diagnostic.Place;
import dev.wave.gateway.Forwarder;
import dev.wave.gateway.ModelGateway;
import dev.wave.gateway.Uplinks;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Limits;
import dev.wave.model.ModelAccess;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.StepId;
import dev.wave.plan.PlannedStep;
import dev.wave.process.Processes;
import dev.wave.redaction.Vault;
import dev.wave.run.Activity;
import dev.wave.run.Level;
import dev.wave.spi.AgentAdapter;
import dev.wave.spi.Needs;
import dev.wave.spi.Site;
import dev.wave.store.FileBlobs;
import dev.wave.testkit.ModelStub;
import dev.wave.testkit.RealAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The tool as agents reach it: through the program that joins their standard streams with its socket.
@Timeout(60)
class ToolSocketTest {

    @TempDir
    Path folder;

    private final List<Activity> activity = Collections.synchronizedList(new ArrayList<>());
    private final PlannedStep step = Steps.step("deliverables: [{name: report, format: json, schema: {type: object,"
            + " required: [title], properties: {title: {type: string, minLength: 5}}}}]");
    private Path workspace;
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        workspace = folder.resolve("workspace");
        out = Files.createDirectories(workspace.resolve(".wave/out"));
    }

    @Test
    void a_client_finds_the_tool_and_hands_over() throws Exception {
        try (var tools = open()) {
            var client = new ProcessBuilder(Forwarder.stdio(tools.path())).start();
            var answers = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            for (var line : List.of(
                    "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"server/discover\"}",
                    "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                    call(1, "x"),
                    call(2, "A full title"))) {
                client.getOutputStream().write((line + "\n").getBytes(UTF_8));
                client.getOutputStream().flush();
            }

            assertThat(answers.readLine()).contains("\"id\":\"a\",\"error\":{\"code\":-32601");
            assertThat(answers.readLine()).contains("\"id\":0,\"result\":{\"protocolVersion\":\"2025-11-25\"");
            assertThat(answers.readLine())
                    .contains("\"id\":1,\"result\":", "- /title: expected at least 5 characters", "\"isError\":true");
            assertThat(answers.readLine()).contains("\"id\":2,\"result\":", "accepted: report", "\"isError\":false");
            client.getOutputStream().close();
            assertThat(client.waitFor()).isZero();
            assertThat(tools.accepted())
                    .isEqualTo(Map.of(
                            new ArtifactName("report"), Digest.of(Files.readAllBytes(out.resolve("report.json")))));
        }
    }

    @Test
    void only_its_user_may_speak_to_it_and_nobody_when_it_is_closed() throws Exception {
        Path path;
        try (var tools = open()) {
            path = tools.path();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
            assertThat(path.toString().getBytes(UTF_8).length).isLessThanOrEqualTo(106);
        }
        assertThat(path.getParent()).doesNotExist();
    }

    @Test
    void claude_mends_what_it_is_told_and_hands_it_over() throws Exception {
        var claude = RealAgent.find("claude", "WAVE_TEST_CLAUDE");
        try (var tools = open();
                var stub = ModelStub.start(Files.createDirectory(folder.resolve("stub")), "{}")) {
            var processes = new Processes(folder.resolve("scratch"), Duration.ofMillis(300), System.getenv());
            var blobs = new FileBlobs(folder.resolve("blobs"), notice -> {});
            var adapter = new ClaudeAdapter(
                    new AgentProgram(processes, blobs, folder.resolve("scratch")),
                    new ModelGateway(folder.resolve("gateway"), Uplinks.NONE),
                    Map.of(
                            "PATH",
                            System.getenv("PATH"),
                            "ANTHROPIC_API_KEY",
                            "none",
                            "ANTHROPIC_BASE_URL",
                            stub.url("tool")),
                    ClaudeAdapter.FAREWELL,
                    new Vault());

            var answer = adapter.work(assignment(claude, tools.path()), activity::add);

            assertThat(answer.failure()).isEmpty();
            assertThat(answer.finalMessage()).isEqualTo("handed over");
            assertThat(out.resolve("report.json")).hasContent("{\n  \"title\": \"A full title\"\n}\n");
            assertThat(activity)
                    .containsSubsequence(
                            new Activity.Notice("submitted report: 1 violation"),
                            new Activity.Notice("submitted report: accepted"));
        }
    }

    private ToolSocket open() {
        var wanted = step.outputs().stream()
                .map(output -> new Wanted(output.name(), output.required(), output.format(), Optional.empty()))
                .toList();
        var offering = new Offering(out, workspace.toString(), wanted);
        return ToolSocket.open(step, offering, activity::add, folder.resolve("sockets"));
    }

    private static String call(int id, String title) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"submit_deliverable\","
                + "\"arguments\":{\"name\":\"report\",\"content\":{\"title\":\"" + title + "\"}}}}";
    }

    private AgentAdapter.Assignment assignment(Path claude, Path socket) {
        var task = """
                Report. [[stub-json:{"steps":[\
                {"call":{"name":"mcp__wave__submit_deliverable","input":{"name":"report","content":{"title":"x"}}}},\
                {"call":{"name":"mcp__wave__submit_deliverable","input":{"name":"report","content":{"title":"A full title"}}}},\
                {"text":"handed over"}]}]]
                """;
        return new AgentAdapter.Assignment(
                new StepId("analyze"),
                1,
                new Persona(
                        new PersonaName("assistant"),
                        Place.startOf("wave.yaml"),
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        new Permissions(List.of(), List.of()),
                        Optional.empty()),
                new AdapterSettings(
                        new AdapterName("claude"),
                        Place.startOf("wave.yaml"),
                        "claude",
                        List.of(claude.toString()),
                        Optional.empty(),
                        Optional.empty(),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        List.of(),
                        ModelAccess.USUAL),
                "",
                task,
                Limits.DEFAULT,
                new LinkedHashMap<>(),
                new PlainSite(workspace),
                folder,
                Optional.of(socket),
                Optional.empty());
    }

    /// A directory without any sandbox.
    private record PlainSite(Path root) implements Site {
        @Override
        public Launch launch(List<String> command, String dir, Needs needs) {
            return new Launch(command, root.resolve(dir).normalize());
        }

        @Override
        public String inside() {
            return root.toString();
        }

        @Override
        public Level level() {
            return Level.OPEN;
        }

        @Override
        public String tag() {
            return "tool-socket-test-" + root.hashCode();
        }
    }
}
