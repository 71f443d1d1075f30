package dev.wave.deliverable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.collect.Offering;
import dev.wave.collect.Wanted;
import dev.wave.gateway.Forwarder;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Activity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
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
}
