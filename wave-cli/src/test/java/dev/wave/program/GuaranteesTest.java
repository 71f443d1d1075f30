package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.wave.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guarantees of `docs/concepts/reproducibility.md`, each held to what it says, with an agent that throws
/// dice: it never says the same thing twice.
class GuaranteesTest {
    private static final String PROJECT = """
            project: {name: game}
            default_adapter: dice
            adapters:
              dice: {type: command, command: [sh, ./dice.sh], model: d6}
            personas:
              player: {prompt: You play., permissions: {allow: [Read]}}
            steps:
              - id: throw
                persona: player
                task: Throw a die
                env: {SIDES: "6"}
                deliverables: [{name: number, format: text}]
                handover: {contract: {type: non_empty}}
              - id: count
                run: wc -c < .wave/in/number.txt > .wave/out/digits.txt
                dependencies: [throw]
                deliverables: [{name: digits, format: text}]
            """;
    private static final String DICE = """
            cat >/dev/null
            od -An -N8 -tx8 /dev/urandom >"$WAVE_OUT/number.txt"
            """;

    @TempDir
    Path temp;

    private WaveInProcess author;

    @BeforeEach
    void a_committed_project() throws InterruptedException {
        author = new WaveInProcess(temp.resolve("author"));
        author.file("wave.yaml", PROJECT).file("dice.sh", DICE).file("rules.txt", "Six wins.\n");
        author.committed();
    }

    @Test
    void g1_a_replay_gives_exactly_the_recorded_digests_or_names_what_is_missing() throws Exception {
        assertThat(author.wave("record", "--trust").code()).isZero();
        author.git("add", "-A");
        author.git("commit", "-q", "-m", "Record");
        var reader = new WaveInProcess(temp.resolve("reader"), "elsewhere");
        reader.git("clone", "-q", author.root().toString(), ".");
        reader.with("PATH", onlyGit());

        assertThat(reader.wave("run", "--locked").code()).isZero();
        assertThat(artifacts(reader)).isEqualTo(artifacts(author));

        var number = artifacts(author).get(0).getAsJsonObject().get("content").getAsString();
        reader.file("wave.yaml", PROJECT.replace("Throw a die", "Throw two dice"));
        var other = reader.wave("run", "--locked");
        assertThat(other.code()).isEqualTo(5);
        assertThat(other.err()).contains("throw is not what it was: task: \"Throw a die\" → \"Throw two dice\"");

        var stranger = new WaveInProcess(temp.resolve("stranger"), "elsewhere");
        stranger.git("clone", "-q", author.root().toString(), ".");
        Files.delete(stranger.root().resolve(".wave/recordings/sha256/" + new Digest(number).hex()));
        var refused = stranger.wave("run", "--locked");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains(new Digest(number).hex());
    }

    @Test
    void g2_in_one_store_an_equal_key_means_equal_bytes() throws Exception {
        assertThat(author.wave("run", "--trust").code()).isZero();
        var first = artifacts(author);
        assertThat(author.wave("run", "--trust").out()).contains("throw  reused");
        assertThat(artifacts(author)).isEqualTo(first);

        overwrite(blob(content(first, 0)), "another number\n");
        isDoneAgain();
        var second = artifacts(author);
        for (var manifest : blobsNaming(content(second, 0))) {
            overwrite(
                    manifest,
                    Files.readString(manifest)
                            .replace(
                                    content(second, 0).value(),
                                    content(second, 1).value()));
        }
        isDoneAgain();
    }

    /// Nothing that was altered is handed on.
    private void isDoneAgain() throws IOException, InterruptedException {
        assertThat(author.wave("run", "--trust").all()).contains("throw  succeeded");
        var artifacts = artifacts(author);
        for (var i = 0; i < artifacts.size(); i++) {
            assertThat(Digest.of(Files.readAllBytes(blob(content(artifacts, i)))))
                    .isEqualTo(content(artifacts, i));
        }
    }

    private static Digest content(JsonArray artifacts, int index) {
        return new Digest(artifacts.get(index).getAsJsonObject().get("content").getAsString());
    }

    private List<Path> blobsNaming(Digest digest) throws IOException {
        try (var files = Files.walk(author.root().resolve(".git/wave/blobs"))) {
            var naming = new ArrayList<Path>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(digest.value())) {
                    naming.add(file);
                }
            }
            return naming;
        }
    }

    /// Each way in which a component of a key can change, as find → replace, by the component.
    @Test
    void g3_a_change_to_any_component_of_a_key_is_named_before_anything_runs() throws Exception {
        assertThat(author.wave("record", "--trust").code()).isZero();
        var edits = new LinkedHashMap<String, List<String>>();
        edits.put("adapter", List.of("throw", "[sh, ./dice.sh]", "[sh, -e, ./dice.sh]"));
        edits.put("command", List.of("count", "wc -c", "wc -m"));
        edits.put("contracts", List.of("throw", "{type: non_empty}", "{type: format, format: text}"));
        edits.put("env", List.of("throw", "\"6\"", "\"20\""));
        edits.put("inputs", List.of("count", "dependencies: [throw]", "inputs: [{artifact: number, as: digits}]"));
        edits.put("model", List.of("throw", "d6", "d20"));
        edits.put("network", List.of("throw", "task:", "network: [example.org]\n    task:"));
        edits.put("outputs", List.of("throw", "format: text}]\n    handover", "format: any}]\n    handover"));
        edits.put("permissions", List.of("throw", "[Read]", "[Read, Grep]"));
        edits.put("prompt", List.of("throw", "You play.", "You play fair."));
        edits.put("sandbox", List.of("throw", "task:", "sandbox: required\n    task:"));
        edits.put(
                "secrets",
                List.of(
                        "throw",
                        "steps:\n  - id: throw",
                        "secrets: {LUCK: {env: LUCK}}\nsteps:\n  - id: throw\n    secrets: [LUCK]"));
        edits.put("task", List.of("throw", "Throw a die", "Throw two dice"));
        edits.put("tree", List.of("throw", "task:", "sources: [dice.sh]\n    task:"));
        edits.put("workspace", List.of("throw", "task:", "workspace: {include: [wave.yaml]}\n    task:"));

        for (var edit : edits.entrySet()) {
            var how = edit.getValue();
            var edited = PROJECT.replace(how.get(1), how.get(2));
            assertThat(edited).isNotEqualTo(PROJECT);
            author.file("wave.yaml", edited);

            var why = author.wave("why", how.getFirst());
            assertThat(why.out())
                    .as(edit.getKey())
                    .contains(edit.getKey().equals("tree") ? "rules.txt" : edit.getKey());
            assertThat(why.out()).doesNotContain("would be reused");
        }
        assertThat(edits.keySet()).isEqualTo(componentsOfRecordedKeys());
        assertThat(author.wave("status", "--format=json").out()).containsOnlyOnce("\"run\":"); // only the recorded one
    }

    /// What the recorded keys are made of and an edit can change, and what would be there with a secret or a host.
    private Set<String> componentsOfRecordedKeys() throws IOException {
        var names = new TreeSet<>(Set.of("secrets", "network"));
        try (var files = Files.list(author.root().resolve(".wave/recordings/sha256"))) {
            for (var file : files.toList()) {
                var text = Files.readString(file);
                if (text.startsWith("{") && text.contains("\"keyVersion\"")) {
                    names.addAll(JsonParser.parseString(text).getAsJsonObject().keySet());
                }
            }
        }
        names.removeAll(Set.of("keyVersion", "action", "os", "arch"));
        return names;
    }

    private static JsonArray artifacts(WaveInProcess wave) throws InterruptedException {
        var artifacts = JsonParser.parseString(
                        wave.wave("artifacts", "--format=json").out())
                .getAsJsonObject()
                .getAsJsonArray("artifacts");
        artifacts.forEach(artifact -> artifact.getAsJsonObject().remove("run"));
        return artifacts;
    }

    private Path blob(Digest digest) throws IOException {
        var name = digest.hex().substring(0, 2) + "/" + digest.hex().substring(2);
        return author.root().resolve(".git/wave/blobs").resolve(name);
    }

    private static void overwrite(Path file, String text) throws IOException {
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.writeString(file, text);
    }

    private String onlyGit() throws IOException {
        var bin = Files.createDirectories(temp.resolve("bin"));
        var found = new ArrayList<Path>();
        for (var folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "git"))) {
                found.add(Path.of(folder, "git"));
            }
        }
        Files.writeString(bin.resolve("git"), "#!/bin/sh\nexec '" + found.getFirst() + "' \"$@\"\n");
        assertThat(bin.resolve("git").toFile().setExecutable(true)).isTrue();
        return bin.toString();
    }
}
