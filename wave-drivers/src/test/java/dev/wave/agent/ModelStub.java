package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.wave.model.BaseUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The scripted model API `llmstub.mjs`, running. It ends with the JVM that started it.
final class ModelStub implements AutoCloseable {
    private static final String READY = "LLMSTUB READY ";

    private final Process process;
    private final String address;
    private final Path log;

    private ModelStub(Process process, String address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    static ModelStub start(Path folder) throws IOException {
        var script = folder.resolve("llmstub.mjs");
        try (var stream = ModelStub.class.getResourceAsStream("llmstub.mjs")) {
            Files.copy(stream, script);
        }
        var log = folder.resolve("requests.ndjson");
        Files.createFile(log);
        var process = new ProcessBuilder(
                        "node", script.toString(), "--log", log.toString(), "--exit-with-stdin", "--max-seconds", "600")
                .redirectError(folder.resolve("stub.err").toFile())
                .start();
        var line = new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
        assertThat(line).startsWith(READY);
        return new ModelStub(process, line.substring(READY.length()), log);
    }

    /// The base URL of one test, by which its requests are found.
    BaseUrl url(String test) {
        return switch (BaseUrl.read(address + "/r/" + test)) {
            case BaseUrl.Read.Good(var url) -> url;
            case BaseUrl.Read.Wrong(var what) -> throw new IllegalStateException(what);
        };
    }

    /// What was asked of the model in one test, in order.
    List<JsonObject> calls(String test) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(line ->
                        line.has("scenario") && line.get("path").getAsString().startsWith("/r/" + test + "/"))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
