package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.wave.diagnostic.Checked;
import dev.wave.lock.Lock;
import dev.wave.lock.LockText;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example carries what it came to, so that anybody can have it again. After an example was edited,
/// `examples/record` records it anew.
class RecordedExamplesTest {
    private static final Path EXAMPLES =
            Path.of("").toAbsolutePath().getParent().resolve("examples");
    private static final long LARGEST = 1024 * 1024;

    @TempDir
    Path temp;

    static Stream<String> examples() throws IOException {
        try (var folders = Files.list(EXAMPLES)) {
            return folders.filter(Files::isDirectory).map(RecordedExamplesTest::name).sorted().toList().stream();
        }
    }

    /// Another folder, home, language, time zone and umask, no history, nothing stored, no program but git.
    @ParameterizedTest
    @MethodSource("examples")
    void comes_out_the_same_wherever_it_is_replayed(String example) throws Exception {
        var author = new WaveInProcess(temp.resolve("author"), example)
                .copyOf(EXAMPLES.resolve(example))
                .committed();
        author.git("clone", "-q", "--depth=1", "file://" + author.root(), "../Nächste Tür/\u00fcber");

        var replayed = elsewhere(author.root().resolveSibling("Nächste Tür/\u00fcber"), "run", "--locked", "--all");

        assertThat(facts(replayed)).isEqualTo(facts(lock(example)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void comes_out_the_same_where_there_is_no_repository_at_all(String example) throws Exception {
        var copy = new WaveInProcess(temp, "copy")
                .copyOf(EXAMPLES.resolve(example))
                .with("PATH", onlyGit());

        var replayed = copy.wave("run", "--locked", "--all", "--format=json");

        assertThat(replayed.code()).as(replayed.all()).isZero();
        assertThat(facts(replayed.out())).isEqualTo(facts(lock(example)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void is_recorded_as_it_is_now(String example) throws Exception {
        var project = new WaveInProcess(temp, example)
                .copyOf(EXAMPLES.resolve(example))
                .committed();

        var checked = project.wave("lock", "--check");
        assertThat(checked.code()).as(advice(example) + checked.all()).isZero();
        for (var recording : lock(example).recordings().entrySet()) {
            var planned = project.wave(plan(recording.getKey(), recording.getValue()));
            assertThat(planned.err())
                    .as(advice(example) + "its files are not those that were recorded\n")
                    .contains("base " + recording.getValue().base());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void keeps_little_and_nothing_of_the_machine_it_was_recorded_on(String example) throws IOException {
        var size = 0L;
        for (var file : files(EXAMPLES.resolve(example).resolve(".wave/recordings"))) {
            size += Files.size(file);
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(
                            "/home/",
                            "/root",
                            "/tmp/",
                            "/Users/",
                            "file:",
                            EXAMPLES.getParent().toString());
        }
        assertThat(size).isPositive().isLessThanOrEqualTo(LARGEST);
        assertThat(Files.readString(EXAMPLES.resolve(example).resolve(LockText.FILE)))
                .doesNotContainPattern("[^\\w.*]/\\w");
    }

    private static String advice(String example) {
        return "examples/" + example + " was edited; `examples/record " + example
                + "` records it anew, and the result is to be committed\n";
    }

    private static String[] plan(RecordingName name, Recording recording) {
        var words = new ArrayList<>(List.of("plan", "-v", name.pipeline().value()));
        recording.params().forEach((param, value) -> words.add("--" + param + "=" + text(value)));
        return words.toArray(String[]::new);
    }

    private static String text(Value value) {
        return value instanceof Value.Str(var text) ? text : CanonicalJson.text(value);
    }

    private static Lock lock(String example) throws IOException {
        var text = Files.readString(EXAMPLES.resolve(example).resolve(LockText.FILE));
        return switch (LockText.read(text)) {
            case Checked.Valid<Lock>(var lock, var _) -> lock;
            case Checked.Invalid<Lock>(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    /// What recordings say: base, final tree, and each step's key, result, by recording.
    private static Map<String, String> facts(Lock lock) {
        var facts = new TreeMap<String, String>();
        lock.recordings().forEach((name, recording) -> {
            facts.put(name + " base", recording.base().value());
            facts.put(name + " tree", recording.tree().value());
            recording
                    .steps()
                    .forEach((step, taken) -> facts.put(name + " " + step, taken.key() + " " + taken.result()));
            recording.artifacts().values().forEach(content -> facts.put(name + " " + content, "is there"));
        });
        return facts;
    }

    /// The same as runs tell it, a line of JSON each.
    private static Map<String, String> facts(String runs) {
        var facts = new TreeMap<String, String>();
        for (var line : runs.lines().toList()) {
            var run = JsonParser.parseString(line).getAsJsonObject();
            assertThat(run.get("status").getAsString()).isEqualTo("succeeded");
            for (var each : run.getAsJsonArray("steps")) {
                var step = each.getAsJsonObject();
                assertThat(step.get("status").getAsString()).isEqualTo("reused");
                var name = step.get("from_recording").getAsString();
                facts.put(name + " base", run.get("base").getAsString());
                facts.put(name + " tree", run.get("tree").getAsString());
                facts.put(name + " " + word(step, "step"), word(step, "key") + " " + word(step, "result"));
                for (var artifact : step.getAsJsonArray("artifacts")) {
                    facts.put(name + " " + word(artifact.getAsJsonObject(), "content"), "is there");
                }
            }
        }
        return facts;
    }

    private static String word(JsonObject object, String field) {
        return object.get(field).getAsString();
    }

    /// The same for somebody else, who has neither the author's rights nor anything of the author's.
    @Test
    void comes_out_the_same_for_another_user() throws Exception {
        assumeTrue(OrdinaryUser.isRoot(), "only root can be somebody else");
        var example = "feature-development";
        var user = new OrdinaryUser(temp);
        var author = new WaveInProcess(user.own(), "author")
                .copyOf(EXAMPLES.resolve(example))
                .committed();
        author.git("clone", "-q", "file://" + author.root(), "../clone");
        user.owns(user.own());
        var line = user.java("-Duser.language=tr", "-Duser.timezone=Pacific/Kiritimati");
        line.addAll(List.of("dev.wave.cli.Main", "run", "--locked", "--all", "--format=json"));

        var replayed = ended(line, author.root().resolveSibling("clone"), System.getenv("PATH"), user.own());

        assertThat(facts(replayed)).isEqualTo(facts(lock(example)));
        assertThat(Files.getAttribute(author.root().resolveSibling("clone/.git/wave/state.db"), "unix:uid"))
                .isEqualTo(65534);
    }

    /// What is recorded is also good: its contracts hold again.
    @ParameterizedTest
    @MethodSource("examples")
    void passes_its_contracts_again(String example) throws Exception {
        var copy = new WaveInProcess(temp, "copy")
                .copyOf(EXAMPLES.resolve(example))
                .committed();

        var verified = copy.wave("verify", "--recheck", "--trust");

        assertThat(verified.code()).as(verified.all()).isZero();
        assertThat(verified.out()).contains(" made again").doesNotContain("not checked again");
    }

    /// Runs the program as a process of its own, which finds nothing as it was at its author's.
    private String elsewhere(Path project, String... words) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh"));
        line.add(ProcessHandle.current().info().command().orElseThrow());
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Pacific/Kiritimati"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.wave.cli.Main"));
        line.addAll(List.of(words));
        line.add("--format=json");
        return ended(line, project, onlyGit(), temp.resolve("another home"));
    }

    private String ended(List<String> line, Path project, String path, Path home)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(line).directory(project.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8"); // as the launcher does
        builder.environment().put("TZ", "Pacific/Kiritimati");
        builder.redirectError(temp.resolve("stderr").toFile());
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(out + Files.readString(temp.resolve("stderr")))
                .isZero();
        return out;
    }

    private String onlyGit() throws IOException {
        var bin = Files.createDirectories(temp.resolve("bin"));
        for (var folder : System.getenv("PATH").split(":", -1)) {
            var git = Path.of(folder, "git");
            if (Files.isExecutable(git) && Files.notExists(bin.resolve("git"))) {
                Files.writeString(bin.resolve("git"), "#!/bin/sh\nexec '" + git + "' \"$@\"\n");
                assertThat(bin.resolve("git").toFile().setExecutable(true)).isTrue();
            }
        }
        return bin.toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
