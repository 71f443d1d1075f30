package dev.wave.program;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A real Chromium without a window, led by its DevTools protocol. For one thread.
final class Browser implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final HttpClient http;
    private final WebSocket socket;
    private final LinkedBlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    private final List<JsonObject> events = new ArrayList<>();
    private final String session;
    private int last;

    /// The program on this machine, if it has one.
    static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .flatMap(folder -> List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param folder for all that it writes
    Browser(Path program, Path folder) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank");
        builder.environment().put("HOME", folder.toString());
        process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        http = HttpClient.newHttpClient();
        socket = http.newWebSocketBuilder().buildAsync(address(), new Answers()).join();
        var target =
                call("Target.createTarget", "{\"url\":\"about:blank\"}", "").get("targetId");
        session = call("Target.attachToTarget", "{\"flatten\":true,\"targetId\":" + target + "}", "")
                .get("sessionId")
                .getAsString();
        for (var domain : List.of("Page", "Network", "Log", "Runtime", "Accessibility")) {
            call(domain + ".enable", "{}");
        }
    }

    /// Chromium says on standard error where it can be spoken to.
    private URI address() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        var before = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                Thread.ofVirtual().start(() -> drain(lines));
                return URI.create(
                        line.substring("DevTools listening on ".length()).strip());
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("the browser did not start:\n" + before);
    }

    private static void drain(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // nobody reads it; it must not fill the pipe
            }
        } catch (IOException _) { // the browser has ended
        }
    }

    /// Collects what comes, message by message.
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                answers.add(JsonParser.parseString(text.toString()).getAsJsonObject());
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, part, isLast);
        }
    }

    JsonObject call(String method, String params) throws InterruptedException {
        return call(method, params, ",\"sessionId\":\"" + session + "\"");
    }

    private JsonObject call(String method, String params, String to) throws InterruptedException {
        last++;
        socket.sendText("{\"id\":" + last + ",\"method\":\"" + method + "\",\"params\":" + params + to + "}", true)
                .join();
        for (var answer = next(); ; answer = next()) {
            if (answer.has("id") && answer.get("id").getAsInt() == last) {
                if (answer.has("error")) {
                    throw new AssertionError(method + ": " + answer.get("error"));
                }
                return answer.getAsJsonObject("result");
            }
            events.add(answer);
        }
    }

    private JsonObject next() throws InterruptedException {
        var answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("the browser says nothing");
        }
        return answer;
    }

    /// Opens a page, and waits until it has loaded.
    ///
    /// @param fragment the place on the page, or nothing
    Browser open(Path page, String fragment) throws InterruptedException {
        load("about:blank"); // else another place of the same page would not be loaded again
        load(page.toUri() + fragment);
        return this;
    }

    private void load(String address) throws InterruptedException {
        events.clear();
        call("Page.navigate", "{\"url\":\"" + address + "\"}");
        while (of("Page.loadEventFired").isEmpty()) {
            events.add(next());
        }
    }

    private static boolean is(JsonObject event, String method) {
        return event.has("method") && event.get("method").getAsString().equals(method);
    }

    /// What the page asked of anybody, itself first.
    List<String> requests() {
        return of("Network.requestWillBeSent").stream()
                .map(event -> event.getAsJsonObject("request").get("url").getAsString())
                .toList();
    }

    /// How many of these were not let out, by the policy of the page.
    long refused() {
        return of("Network.loadingFailed").stream()
                .filter(event -> event.has("blockedReason")
                        && event.get("blockedReason").getAsString().equals("csp"))
                .count();
    }

    /// What the browser has to say against the page.
    List<String> complaints() {
        return List.of("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown").stream()
                .flatMap(method -> of(method).stream())
                .map(JsonObject::toString)
                .toList();
    }

    private List<JsonObject> of(String method) {
        return events.stream()
                .filter(event -> is(event, method))
                .map(event -> event.getAsJsonObject("params"))
                .toList();
    }

    /// What an expression comes to on the page, as it is now.
    JsonElement evaluate(String expression) throws InterruptedException {
        var params = new JsonObject();
        params.addProperty("expression", expression);
        params.addProperty("returnByValue", true);
        var answer = call("Runtime.evaluate", params.toString());
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.getAsJsonObject("result").get("value");
    }

    Browser width(int pixels, int height) throws InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":%b}"
                        .formatted(pixels, height, pixels < 600));
        return this;
    }

    /// @param medium `screen` or `print`
    /// @param scheme `light` or `dark`
    Browser medium(String medium, String scheme) throws InterruptedException {
        call(
                "Emulation.setEmulatedMedia",
                "{\"media\":\"%s\",\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}"
                        .formatted(medium, scheme));
        return this;
    }

    /// A key, pressed and let go.
    Browser press(String key) throws InterruptedException {
        var text =
                key.equals("Enter") ? ",\"text\":\"\\r\",\"windowsVirtualKeyCode\":13" : ",\"windowsVirtualKeyCode\":9";
        call("Input.dispatchKeyEvent", "{\"type\":\"keyDown\",\"key\":\"" + key + "\"" + text + "}");
        call("Input.dispatchKeyEvent", "{\"type\":\"keyUp\",\"key\":\"" + key + "\"}");
        return this;
    }

    /// What a screen reader is told, as `role: name`.
    List<String> accessible() throws InterruptedException {
        var told = new ArrayList<String>();
        for (var node : call("Accessibility.getFullAXTree", "{}").getAsJsonArray("nodes")) {
            var each = node.getAsJsonObject();
            if (!each.get("ignored").getAsBoolean() && each.has("name")) {
                told.add(value(each, "role") + ": " + value(each, "name"));
            }
        }
        return told;
    }

    private static String value(JsonObject node, String name) {
        return node.getAsJsonObject(name).get("value").getAsString();
    }

    /// What is on the screen, as PNG.
    byte[] screenshot() throws InterruptedException {
        var answer = call("Page.captureScreenshot", "{\"format\":\"png\"}");
        return Base64.getDecoder().decode(answer.get("data").getAsString());
    }

    @Override
    public void close() {
        try {
            socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true).join();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            http.close();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
