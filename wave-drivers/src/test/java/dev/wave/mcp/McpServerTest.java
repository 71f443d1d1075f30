package dev.wave.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.CanonicalJson;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpServerTest {
    private final McpServer server = new McpServer(List.of(new Echo()));

    @Test
    void speaks_with_a_client_that_first_asks_for_a_newer_protocol() throws Exception {
        assertThat(conversation("""
                        {"method":"server/discover","params":{"protocolVersion":"2026-07-28"},"jsonrpc":"2.0","id":"d-1"}
                        {"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{"roots":{}},"clientInfo":{"name":"c","version":"2"}},"jsonrpc":"2.0","id":0}
                        {"method":"notifications/initialized","jsonrpc":"2.0"}
                        {"method":"tools/list","jsonrpc":"2.0","id":1}
                        {"method":"tools/call","params":{"name":"echo","arguments":{"a":[1,2.50]},"_meta":{"progressToken":2}},"jsonrpc":"2.0","id":2}
                        {"method":"notifications/cancelled","params":{"requestId":2},"jsonrpc":"2.0"}
                        {"method":"ping","jsonrpc":"2.0","id":"x"}
                        """)).isEqualTo("""
                        {"jsonrpc":"2.0","id":"d-1","error":{"code":-32601,"message":"no method 'server/discover'"}}
                        {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"wave","version":"1"}}}
                        {"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"echo","description":"Says it again.","inputSchema":{"type":"object"}}]}}
                        {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"{\\"a\\":[1,2.5]}"}],"isError":false}}
                        {"jsonrpc":"2.0","id":"x","result":{}}
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void takes_the_revision_that_the_client_speaks(String revision) throws Exception {
        assertThat(initialized("{\"protocolVersion\":\"" + revision + "\"}")).contains("\"" + revision + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"protocolVersion\":\"2026-07-28\"}", "{\"protocolVersion\":7}", "{}", "null"})
    void offers_its_newest_revision_to_a_client_with_another_one(String params) throws Exception {
        assertThat(initialized(params)).contains("\"protocolVersion\":\"2025-11-25\"");
    }

    @Test
    void tells_what_is_wrong_with_a_call() throws Exception {
        assertThat(conversation("""
                        {"jsonrpc":"2.0","id":1,"method":"tools/call"}
                        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"other"}}
                        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo","arguments":[]}}
                        {"jsonrpc":"2.0","id":4,"method":"tools/call","params":[1]}
                        {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"echo"}}
                        {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"echo","arguments":{"fail":true}}}
                        """)).isEqualTo("""
                        {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"expected the name of a tool"}}
                        {"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"no tool 'other'"}}
                        {"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"expected the arguments to be an object"}}
                        {"jsonrpc":"2.0","id":4,"error":{"code":-32602,"message":"expected params to be an object"}}
                        {"jsonrpc":"2.0","id":5,"result":{"content":[{"type":"text","text":"{}"}],"isError":false}}
                        {"jsonrpc":"2.0","id":6,"result":{"content":[{"type":"text","text":"{\\"fail\\":true}"}],"isError":true}}
                        """);
    }

    @Test
    void answers_what_is_no_message_with_an_error_and_goes_on() throws Exception {
        assertThat(conversation("""
                        hello
                        {"jsonrpc":"2.0","id":1,"method":"ping"
                        7
                        {}
                        {"jsonrpc":"2.0","method":1,"id":2}
                        {"jsonrpc":"2.0","method":"ping","id":null}
                        {"jsonrpc":"2.0","method":"ping","id":[1]}
                        {"method":"ping","id":3}

                        {"jsonrpc":"2.0","id":4,"method":"ping"}
                        """)).isEqualTo("""
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Malformed JSON at line 1 column 1 path $"}}
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the JSON text ends too early"}}
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"expected an object"}}
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"expected an id that is a string or a number"}}
                        {"jsonrpc":"2.0","id":2,"error":{"code":-32600,"message":"expected a method"}}
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"expected an id that is a string or a number"}}
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"expected an id that is a string or a number"}}
                        {"jsonrpc":"2.0","id":3,"error":{"code":-32600,"message":"expected jsonrpc to be \\"2.0\\""}}
                        {"jsonrpc":"2.0","id":4,"result":{}}
                        """);
    }

    @Test
    void answers_json_beyond_a_limit_under_its_id_so_that_nobody_waits() throws Exception {
        var deep = "[".repeat(500) + "]".repeat(500);
        assertThat(server.answer(
                        "{\"method\":\"tools/call\",\"params\":{\"a\":" + deep + "},\"jsonrpc\":\"2.0\",\"id\":9}"))
                .hasValueSatisfying(answer ->
                        assertThat(answer).startsWith("{\"jsonrpc\":\"2.0\",\"id\":9,\"error\":{\"code\":-32600,"));
        assertThat(server.answer("{\"id\":\"q\",\"method\":\"ping\",\"params\":{\"a\":1,\"a\":2},\"jsonrpc\":\"2.0\"}"))
                .contains("""
                        {"jsonrpc":"2.0","id":"q","error":{"code":-32600,"message":"Duplicate key at path $.params.a"}}\
                        """);
        assertThat(server.answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"n\":1e99999}}"))
                .hasValueSatisfying(answer -> assertThat(answer).contains("\"id\":1,", "out of range"));
    }

    @Test
    void answers_a_batch_with_a_batch() throws Exception {
        assertThat(conversation("""
                        [{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/x"},3]
                        [{"jsonrpc":"2.0","method":"notifications/x"}]
                        []
                        """)).isEqualTo("""
                        [{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"expected an object"}}]
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"expected a batch of 1 to 100 messages"}}
                        """);
        assertThat(server.answer("[" + "{},".repeat(100) + "{}]")).contains("""
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"expected a batch of 1 to 100 messages"}}\
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"echo\"}}",
                "{\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"initialize\",\"params\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"no\"}}",
                "   ",
                "\r"
            })
    void does_not_answer_what_asks_for_nothing(String line) throws Exception {
        assertThat(server.answer(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-7", "12345678901234567890", "0.5", "\"\"", "\"a \\\" b\"", "\"\\u0000ä😀\""})
    void gives_an_id_back_as_it_was(String id) throws Exception {
        assertThat(server.answer("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}"))
                .contains("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
    }

    private String initialized(String params) throws InterruptedException {
        return server.answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":" + params + "}")
                .orElseThrow();
    }

    private String conversation(String lines) throws InterruptedException {
        var answers = new StringBuilder();
        for (var line : lines.lines().toList()) {
            server.answer(line).ifPresent(answer -> answers.append(answer).append('\n'));
        }
        return answers.toString();
    }

    /// Answers with its arguments; fails if they say so.
    record Echo() implements Tool {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public String description() {
            return "Says it again.";
        }

        @Override
        public Value.Obj arguments() {
            return new ObjectWriter().text("type", "object").done();
        }

        @Override
        public Answer call(Value.Obj arguments) {
            return new Answer(CanonicalJson.text(arguments), arguments.fields().containsKey("fail"));
        }
    }
}
