package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.wave.command.Console;
import dev.wave.model.Digest;
import dev.wave.store.Leases;
import dev.wave.testkit.Signals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A project in a repository of its own, and Wave at work on it: as a process that can be killed, or inside
/// this one. Its agent is the shell script `agent.sh`; what that writes to `$LEDGER` nobody else touches.
final class LiveProject {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    final Path root;
    final Path ledger;

    /// How a call of Wave ended.
    record Ended(int code, String out, String err) {}

    /// @param folder an empty folder that is the project's alone
    /// @param pipeline everything below `pipeline:`
    LiveProject(Path folder, String agent, String pipeline) throws IOException, InterruptedException {
        this.folder = folder.toRealPath();
        root = Files.createDirectories(this.folder.resolve("project"));
        ledger = this.folder.resolve("ledger");
        Files.createFile(ledger);
        Files.writeString(root.resolve("readme.txt"), "a project\n");
        Files.writeString(root.resolve("agent.sh"), agent);
        Files.writeString(root.resolve("wave.yaml"), """
                default_adapter: demo
                defaults: {sandbox: none} # the agent keeps its ledger beside the project
                adapters:
                  demo: {type: command, command: [sh, ./agent.sh], env: {LEDGER: %s, FOLDER: %s}}
                pipeline:
                """.formatted(ledger, this.folder) + pipeline.indent(2));
        git("init", "-q", ".");
        git("add", "readme.txt", "agent.sh");
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "begin");
    }

    /// A file outside the project that the agent finds as `$FOLDER/NAME`.
    Path beside(String name) {
        return folder.resolve(name);
    }

    private void git(String... words) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(words));
        var process = new ProcessBuilder(line)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Map<String, String> environment() {
        var env = new LinkedHashMap<String, String>();
        env.put("PATH", System.getenv("PATH"));
        env.put("HOME", folder.resolve("home").toString());
        env.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        env.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        env.put("WAVE_TRUST", "1");
        return env;
    }

    private static List<String> line(String... words) {
        var line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.console=java.base",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.wave.cli.Main"));
        line.addAll(List.of(words));
        return line;
    }

    /// A line that starts Wave, for a shell in the project's folder.
    ///
    /// @param trusted whether the project's commands are approved beforehand
    String shellLine(boolean trusted, String... words) throws IOException {
        var script = new StringBuilder("exec env -i TERM=\"$TERM\"");
        var environment = environment();
        if (!trusted) {
            environment.remove("WAVE_TRUST");
        }
        environment.forEach((name, value) -> script.append(" '" + name + "=" + value + "'"));
        line().forEach(word -> script.append(" '" + word + "'"));
        Files.writeString(beside("wave.sh"), script + " \"$@\"\n");
        return "sh " + beside("wave.sh") + " " + String.join(" ", words);
    }

    /// Starts Wave as a process of its own.
    Process start(String... words) throws IOException {
        return start(line(words), ProcessBuilder.Redirect.PIPE);
    }

    /// The same with an option of the JVM.
    Process startWith(String option, String... words) throws IOException {
        var line = line(words);
        line.add(1, option);
        return start(line, ProcessBuilder.Redirect.PIPE);
    }

    /// Starts Wave with what it prints in a file.
    Process startInto(Path out, String... words) throws IOException {
        return start(line(words), ProcessBuilder.Redirect.to(out.toFile()));
    }

    private Process start(List<String> line, ProcessBuilder.Redirect out) throws IOException {
        var builder = new ProcessBuilder(Signals.heard(line)).directory(root.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        return builder.redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.appendTo(beside("stderr").toFile()))
                .start();
    }

    /// Starts Wave and lets it come to its end.
    Ended finish(String... words) throws IOException, InterruptedException {
        return end(start(words));
    }

    Ended end(Process process) throws IOException, InterruptedException {
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(beside("stderr")));
    }

    /// Runs Wave inside this process.
    Ended wave(String... words) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(printer(out), printer(err), Optional.empty());
        var code = Wiring.program(console, environment(), root, Clock.systemUTC(), (_, _) -> () -> {})
                .run(List.of(words));
        return new Ended(code.code(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    /// The newest run's events; none if none has begun.
    List<JsonObject> journal() throws InterruptedException {
        var shown = wave("show", "--format", "ndjson");
        return shown.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    /// Step, name and content of every artifact, and the final tree, of the newest run.
    List<String> made() throws InterruptedException {
        var made = new ArrayList<String>();
        var shown = wave("artifacts", "--format", "json");
        assertThat(shown.code()).as(shown.err()).isZero();
        for (var artifact :
                JsonParser.parseString(shown.out()).getAsJsonObject().getAsJsonArray("artifacts")) {
            var fields = artifact.getAsJsonObject();
            made.add(fields.get("step").getAsString() + " "
                    + fields.get("name").getAsString() + " "
                    + fields.get("content").getAsString());
        }
        made.sort(null);
        made.add(journal().getLast().get("tree").getAsString());
        return made;
    }

    /// How often the agent began, by step.
    Map<String, Integer> starts() throws IOException {
        var starts = new TreeMap<String, Integer>();
        Files.readAllLines(ledger).forEach(line -> starts.merge(line.split(" ", -1)[0], 1, Integer::sum));
        return starts;
    }

    /// What a run must not leave behind when it is over.
    void assertNothingIsLeft() throws IOException {
        assertThat(alive()).as("processes of the project's steps").isEmpty();
        try (var leases = Leases.open(state().resolve("leases"), Clock.systemUTC(), beside("cache/wave"))) {
            assertThat(leases.sweep()).as("leases of dead processes").isEmpty();
        }
        assertThat(locks(root)).isEmpty();
        for (var lock : locks(folder.resolve("cache"))) { // these stay; they lock only while somebody has them open
            try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
                assertThat(channel.tryLock()).as(lock.toString()).isNotNull();
            }
        }
    }

    /// Does what another process does that takes a run over: what had its lease has it no longer.
    void takeLeasesAway() throws IOException, SQLException {
        takeLeasesAway("%");
    }

    /// The same for some of them.
    ///
    /// @param names as SQL's `like` has it
    void takeLeasesAway(String names) throws IOException, SQLException {
        try (var files = Files.newDirectoryStream(state().resolve("leases"), "boot-*.db")) {
            for (var file : files) {
                try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
                        var statement = database.createStatement()) {
                    statement.execute("pragma busy_timeout = 20000");
                    assertThat(statement.executeUpdate("delete from lease where name like '" + names + "'"))
                            .isPositive();
                }
            }
        }
    }

    private static List<Path> locks(Path below) throws IOException {
        try (var files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(".lock")).toList();
        }
    }

    /// The folder of the journal and the store.
    Path state() {
        return root.resolve(".git/wave");
    }

    /// The processes that carry the mark of one of the project's runs, as far as this user may look at them.
    List<String> alive() throws IOException {
        var mark = "wave:" + Digest.ofText(state().toString()).hex().substring(0, 12) + ":";
        var alive = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (var entry : entries) {
                if (variables(entry).stream().anyMatch(line -> line.startsWith("WAVE_TAG=") && line.contains(mark))) {
                    alive.add(entry.getFileName() + " "
                            + text(entry.resolve("cmdline")).replace('\0', ' '));
                }
            }
        }
        return alive;
    }

    private static List<String> variables(Path process) {
        return Arrays.asList(text(process.resolve("environ")).split("\0", -1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException _) { // it is gone, or another user's
            return "";
        }
    }

    /// Waits until it is so.
    static void await(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /// Waits until the agent has written so many lines.
    void awaitStarts(int count) {
        await(count + " starts", () -> {
            try {
                return Files.readAllLines(ledger).size() >= count;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
