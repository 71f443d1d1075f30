package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an editor makes of `wave schema`: the language server that most of them use for YAML, over its standard
/// streams. It is installed by `.ci/run`; without it this is skipped.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class YamlLanguageServerTest {

    /// Names the program.
    private static final String VARIABLE = "WAVE_TEST_YAML_LANGUAGE_SERVER";

    @TempDir
    Path temp;

    private Process server;
    private DataInputStream in;
    private OutputStream out;
    private String head;
    private int requests;

    @BeforeEach
    void an_editor_with_the_schema() throws Exception {
        var program = Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).filter(Files::isExecutable);
        assumeTrue(program.isPresent(), VARIABLE + " names no yaml-language-server; .ci/run installs one");
        var person = new Person(temp);
        var printed = person.types("wave schema");
        assertThat(printed.code()).isZero();
        var schema = Files.writeString(temp.resolve("wave.schema.json"), printed.text());
        head = "# yaml-language-server: $schema=" + schema.toUri() + "\n";
        server = new ProcessBuilder(program.get().toString(), "--stdio")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        in = new DataInputStream(server.getInputStream());
        out = server.getOutputStream();
        request("initialize", "{\"processId\": null, \"rootUri\": null, \"capabilities\": {}}");
        tell("initialized", "{}");
    }

    @AfterEach
    void the_end() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    @Test
    void offers_the_fields_of_a_step() throws Exception {
        opens("steps:\n  - id: a\n    \n");

        assertThat(offered(3, 4))
                .contains("task", "persona", "deliverables", "handover")
                .doesNotContain("gate", "budget");
    }

    @Test
    void offers_the_words_of_a_field() throws Exception {
        opens("steps:\n  - id: a\n    task: x\n    sandbox: \n");

        assertThat(offered(4, 13)).contains("auto", "required", "none");
    }

    @Test
    void offers_the_fields_of_the_very_contract() throws Exception {
        opens("steps:\n  - id: a\n    task: x\n    handover:\n      contract:\n        type: test_suite\n        \n");

        assertThat(offered(7, 8)).contains("command", "timeout", "max_retries").doesNotContain("schema");
    }

    @Test
    void tells_what_a_field_is_for() throws Exception {
        opens("steps:\n  - id: a\n    task: x\n    idle_timeout: 1m\n");

        var hover = request("textDocument/hover", position(4, 6));
        assertThat(hover.toString()).contains("The longest silence");
    }

    @Test
    void underlines_what_wave_would_refuse() throws Exception {
        var problems = opens("""
                pipeline:
                  name: p
                  max_parallel: many
                  steps:
                    - id: a
                      task: x
                      depends_on: [b]
                      timeout: soon
                      handover: {contract: {type: format, format: exe}}
                    - id: B
                      task: y
                """);

        assertThat(problems.asList().stream()
                        .map(problem -> problem.getAsJsonObject()
                                .getAsJsonObject("range")
                                .getAsJsonObject("start")
                                .get("line")
                                .getAsInt())
                        .distinct()
                        .sorted())
                .containsExactly(3, 7, 8, 9, 10);
    }

    @Test
    void has_nothing_to_say_of_an_example() throws Exception {
        var example = Pages.text("examples/feature-development/wave.yaml");

        assertThat(opens(example)).isEmpty();
        assertThat(opens(Pages.blocks(Pages.text("docs/reference/language.md"), "yaml")
                        .getFirst()))
                .isEmpty();
    }

    private int documents;

    /// What the server finds in a document, which stays the one that is asked about.
    private JsonArray opens(String yaml) throws IOException {
        documents++;
        var document = new JsonObject();
        document.addProperty("uri", uri());
        document.addProperty("languageId", "yaml");
        document.addProperty("version", 1);
        document.addProperty("text", head + yaml);
        var params = new JsonObject();
        params.add("textDocument", document);
        tell("textDocument/didOpen", params.toString());
        return await(message -> message.has("method")
                        && message.get("method").getAsString().equals("textDocument/publishDiagnostics")
                        && message.getAsJsonObject("params")
                                .get("uri")
                                .getAsString()
                                .equals(uri()))
                .getAsJsonObject("params")
                .getAsJsonArray("diagnostics");
    }

    private String uri() {
        return temp.resolve("project/" + documents + "/wave.yaml").toUri().toString();
    }

    /// The labels of what could stand at a place: line and character count from 0, and the first line names the
    /// schema.
    private List<String> offered(int line, int character) throws IOException {
        var answer = request("textDocument/completion", position(line, character));
        var items = answer.isJsonArray()
                ? answer.getAsJsonArray()
                : answer.getAsJsonObject().getAsJsonArray("items");
        return items.asList().stream()
                .map(item -> item.getAsJsonObject().get("label").getAsString())
                .toList();
    }

    private String position(int line, int character) {
        return "{\"textDocument\": {\"uri\": \"%s\"}, \"position\": {\"line\": %d, \"character\": %d}}"
                .formatted(uri(), line, character);
    }

    private JsonElement request(String method, String params) throws IOException {
        var id = ++requests;
        send("{\"jsonrpc\": \"2.0\", \"id\": " + id + ", \"method\": \"" + method + "\", \"params\": " + params + "}");
        var answer = await(message ->
                !message.has("method") && message.has("id") && message.get("id").getAsInt() == id);
        assertThat(answer.has("error")).as(answer.toString()).isFalse();
        return answer.get("result");
    }

    private void tell(String method, String params) throws IOException {
        send("{\"jsonrpc\": \"2.0\", \"method\": \"" + method + "\", \"params\": " + params + "}");
    }

    private void send(String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    /// The first message of that kind; whatever the server asks meanwhile it is told that there is nothing.
    private JsonObject await(Predicate<JsonObject> isIt) throws IOException {
        while (true) {
            var message = JsonParser.parseString(next()).getAsJsonObject();
            if (isIt.test(message)) {
                return message;
            }
            if (message.has("method") && message.has("id")) {
                var result = message.get("method").getAsString().equals("workspace/configuration")
                        ? "[{}, {}, {}, {}, {}, {}]"
                        : "null";
                send("{\"jsonrpc\": \"2.0\", \"id\": " + message.get("id") + ", \"result\": " + result + "}");
            }
        }
    }

    private String next() throws IOException {
        var length = 0;
        for (var line = headerLine(); !line.isEmpty(); line = headerLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String headerLine() throws IOException {
        var line = new StringBuilder();
        for (var c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
