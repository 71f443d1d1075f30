package dev.wave.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A scripted model API on a port of this machine, for real agent programs; `node` runs it. What it answers a
/// task says by a marker in its text: `[[stub:NAME]]`, `[[stub-json:{"steps": […]}]]`; the head of its script
/// has the rest. It ends with the JVM that started it.
public final class ModelStub implements AutoCloseable {
    private static final String READY = "LLMSTUB READY ";

    private final Process process;
    private final String address;
    private final Path log;

    private ModelStub(Process process, String address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /// Starts one.
    ///
    /// @param folder an empty one, for what it needs
    /// @param scenarios JSON, more scenarios by name
    public static ModelStub start(Path folder, String scenarios) throws IOException {
        var script = folder.resolve("llmstub.mjs");
        try (var stream = ModelStub.class.getResourceAsStream("llmstub.mjs")) {
            if (stream == null) {
                throw new IllegalStateException("the resource llmstub.mjs is missing");
            }
            Files.copy(stream, script);
        }
        var log = Files.createFile(folder.resolve("requests.ndjson"));
        var more = Files.writeString(folder.resolve("scenarios.json"), scenarios);
        var process = new ProcessBuilder(
                        "node",
                        script.toString(),
                        "--log",
                        log.toString(),
                        "--scenarios",
                        more.toString(),
                        "--exit-with-stdin",
                        "--max-seconds",
                        "600")
                .redirectError(folder.resolve("stub.err").toFile())
                .start();
        var line = new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
        if (line == null || !line.startsWith(READY)) {
            throw new IOException("the scripted model API did not start: " + line);
        }
        return new ModelStub(process, line.substring(READY.length()), log);
    }

    /// A base URL of one's own, by which one's requests are found.
    public String url(String name) {
        return address + "/r/" + name;
    }

    /// What was asked of the model at that URL, in order: a line of JSON for each call.
    public List<String> calls(String name) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("\"path\":\"/r/" + name + "/") && line.contains("\"scenario\":"))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
