package dev.wave.mcp;

import dev.wave.model.CanonicalJson;
import dev.wave.model.JsonText;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A server of tools and nothing else. Keeps no state between messages, so that a client that forgets to
/// initialize is served as well. Whatever a line says, it is answered or passed over; only a bug throws.
public final class McpServer {

    /// Revisions of the protocol that are spoken, the newest last: they do not differ in what is used here.
    public static final List<String> REVISIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    /// Messages of a batch that are still answered; no client is known to send any.
    static final int LONGEST_BATCH = 100;

    private static final int SHOWN = 80;

    private final SequencedMap<String, Tool> tools;

    public McpServer(List<Tool> tools) {
        this.tools = tools.stream()
                .collect(Collectors.toMap(Tool::name, tool -> tool, (first, _) -> first, LinkedHashMap::new));
    }

    /// The answer to one line, without its end; empty if there is nothing to answer.
    public Optional<String> answer(String line) throws InterruptedException {
        if (line.isBlank()) {
            return Optional.empty();
        }
        var answer = switch (JsonText.read(line)) {
            case JsonText.Read.Parsed(Value.Seq(var batch)) -> batch(batch);
            case JsonText.Read.Parsed(var value) -> answer(Message.of(value));
            case JsonText.Read.Malformed(var reason) -> answer(Message.unreadable(line, reason));
        };
        return answer.map(CanonicalJson::inOrder);
    }

    /// The answer to a line that could not be read at all.
    ///
    /// @param reason a sentence without a full stop
    public String unreadable(String reason) {
        return CanonicalJson.inOrder(error(new Value.Null(), RpcError.PARSE_ERROR, reason));
    }

    private Optional<Value> batch(List<Value> batch) throws InterruptedException {
        if (batch.isEmpty() || batch.size() > LONGEST_BATCH) {
            return Optional.of(error(
                    new Value.Null(),
                    RpcError.INVALID_REQUEST,
                    "expected a batch of 1 to " + LONGEST_BATCH + " messages"));
        }
        var answers = new ArrayList<Value>();
        for (var value : batch) {
            answer(Message.of(value)).ifPresent(answers::add);
        }
        return answers.isEmpty() ? Optional.empty() : Optional.of(new Value.Seq(answers));
    }

    private Optional<Value> answer(Message message) throws InterruptedException {
        return switch (message) {
            case Message.Silent() -> Optional.empty();
            case Message.Wrong(var id, var error, var reason) -> Optional.of(error(id, error, reason));
            case Message.Request(var id, var method, var params) -> Optional.of(answer(id, method, params));
        };
    }

    private Value answer(Value id, String method, Value.Obj params) throws InterruptedException {
        return switch (method) {
            case "initialize" -> result(id, initialized(params));
            case "ping" -> result(id, new ObjectWriter().done());
            case "tools/list" ->
                result(
                        id,
                        new ObjectWriter()
                                .list("tools", List.copyOf(tools.values()), McpServer::listed)
                                .done());
            case "tools/call" -> called(id, params);
            default -> error(id, RpcError.METHOD_NOT_FOUND, "no method '" + shown(method) + "'");
        };
    }

    private static Value initialized(Value.Obj params) {
        var revision =
                params.fields().get("protocolVersion") instanceof Value.Str(var asked) && REVISIONS.contains(asked)
                        ? asked
                        : REVISIONS.getLast();
        return new ObjectWriter()
                .text("protocolVersion", revision)
                .value(
                        "capabilities",
                        new ObjectWriter()
                                .value("tools", new ObjectWriter().done())
                                .done())
                .value(
                        "serverInfo",
                        new ObjectWriter()
                                .text("name", "wave")
                                .text("version", "1")
                                .done())
                .done();
    }

    private static Value listed(Tool tool) {
        return new ObjectWriter()
                .text("name", tool.name())
                .text("description", tool.description())
                .value("inputSchema", tool.arguments())
                .done();
    }

    private Value called(Value id, Value.Obj params) throws InterruptedException {
        if (!(params.fields().get("name") instanceof Value.Str(var name))) {
            return error(id, RpcError.INVALID_PARAMS, "expected the name of a tool");
        }
        var tool = Optional.ofNullable(tools.get(name));
        if (tool.isEmpty()) {
            return error(id, RpcError.INVALID_PARAMS, "no tool '" + shown(name) + "'");
        }
        return switch (params.fields().getOrDefault("arguments", new Value.Null())) {
            case Value.Obj arguments -> result(id, content(tool.get().call(arguments)));
            case Value.Null _ -> result(id, content(tool.get().call(new ObjectWriter().done())));
            default -> error(id, RpcError.INVALID_PARAMS, "expected the arguments to be an object");
        };
    }

    private static Value content(Tool.Answer answer) {
        var text = new ObjectWriter()
                .text("type", "text")
                .text("text", answer.text())
                .done();
        return new ObjectWriter()
                .list("content", List.of(text), item -> item)
                .truth("isError", answer.failed())
                .done();
    }

    private static Value result(Value id, Value result) {
        return new ObjectWriter()
                .text("jsonrpc", "2.0")
                .value("id", id)
                .value("result", result)
                .done();
    }

    private static Value error(Value id, RpcError error, String reason) {
        var what = new ObjectWriter()
                .number("code", error.code())
                .text("message", reason)
                .done();
        return new ObjectWriter()
                .text("jsonrpc", "2.0")
                .value("id", id)
                .value("error", what)
                .done();
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
