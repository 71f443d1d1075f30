package dev.wave.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.History;
import dev.wave.model.SandboxMode;
import dev.wave.model.TreeId;
import dev.wave.model.WorkspaceSpec;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The encoding of keys, held still: what was stored under a key yesterday is found under it tomorrow. A
/// vector that no longer matches means that `KeyBuilder.VERSION` must grow and a folder for the new version.
/// `WAVE_GOLDEN=write` in the environment writes new ones.
class KeyVectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/key-vectors/v1");

    private static final SequencedMap<String, Supplier<KeySamples>> SAMPLES = new LinkedHashMap<>();

    static {
        SAMPLES.put("ask-plain", KeySamples::new);
        SAMPLES.put("ask-full", KeySamples::full);
        SAMPLES.put("ask-unicode", () -> {
            var sample = new KeySamples();
            sample.prompt = "Prüfe „alles“ \uD83D\uDE00\t\u0001\"\\/";
            sample.words = List.of("Zeile 1\nZeile 2\r\n\u2028e\u0301");
            return sample;
        });
        SAMPLES.put("ask-scripted", () -> {
            var sample = new KeySamples();
            sample.adapterType = "scripted";
            sample.adapterCommand = List.of();
            sample.script = Optional.of(new AdapterSettings.Script("answers.yaml", "steps: {}\n"));
            return sample;
        });
        SAMPLES.put("ask-model", () -> {
            var sample = new KeySamples();
            sample.adapterType = "claude";
            sample.adapterCommand = List.of();
            sample.model = PlannedModel.exactly("claude-sonnet-4-5-20250929");
            return sample;
        });
        SAMPLES.put("ask-schema", () -> {
            var sample = KeySamples.full();
            sample.contracts.add(KeySamples.contract(
                    "json_schema",
                    KeySamples.schema("a.json", "{\"minimum\":0.5,\"required\":[\"b\",\"a\"]}", "report")));
            return sample;
        });
        SAMPLES.put("ask-boolean-schema", () -> {
            var sample = KeySamples.full();
            sample.contracts.add(KeySamples.contract("json_schema", KeySamples.schema("inline", "true", "report")));
            sample.contracts.add(KeySamples.contract(
                    "format", new Predicate.HasFormat(Format.YAML, List.of(new ArtifactName("report")))));
            return sample;
        });
        SAMPLES.put("ask-empty-workspace", () -> {
            var sample = new KeySamples();
            sample.workspace = new WorkspaceSpec(true, List.of(".wave/prompts/**"), List.of(), Optional.empty(), false);
            sample.extras.put(".wave/prompts/a.md", Digest.ofText("a"));
            return sample;
        });
        SAMPLES.put("ask-history", () -> {
            var sample = new KeySamples();
            sample.workspace = new WorkspaceSpec(false, List.of(), List.of(), Optional.empty(), true);
            sample.history =
                    Optional.of(new History("c".repeat(40), "examples/app", Optional.of(Digest.ofText("cut"))));
            return sample;
        });
        SAMPLES.put("ask-required-sandbox", () -> {
            var sample = new KeySamples();
            sample.sandbox = SandboxMode.REQUIRED;
            sample.tree = new TreeId("git-sha256:" + "ab".repeat(32));
            return sample;
        });
        SAMPLES.put("run-shell", () -> KeySamples.shell("make test | tee \"$WAVE_OUT/log\""));
        SAMPLES.put("run-words", () -> KeySamples.program("make", "-Dx=a b", ""));
        SAMPLES.put("run-env", () -> {
            var sample = KeySamples.shell("make $WAVE_PARAM_TARGET");
            sample.env.put("WAVE_PARAM_TARGET", "all");
            sample.env.put("A", "1");
            sample.outputs.add(KeySamples.output("log", Format.TEXT, Optional.of("build/log.txt")));
            sample.paths.put(new ArtifactName("log"), "build/log.txt");
            return sample;
        });
        SAMPLES.put("run-secrets", () -> {
            var sample = KeySamples.shell("npm publish");
            sample.workspace =
                    new WorkspaceSpec(false, List.of(), List.of(), Optional.of(KeySamples.setup("npm ci")), false);
            sample.secrets = KeySamples.secrets(List.of("NPM_TOKEN", "API_KEY"), List.of("NPM_TOKEN"));
            return sample;
        });
        SAMPLES.put("run-setup", () -> {
            var sample = KeySamples.shell("npm test");
            sample.workspace = new WorkspaceSpec(
                    false, List.of(), List.of("node_modules"), Optional.of(KeySamples.setup("npm ci")), false);
            sample.extras.put("setup", Digest.ofText("layer"));
            sample.platform = new Platform("macos", "aarch64");
            return sample;
        });
    }

    static Stream<String> names() {
        return SAMPLES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_key_of(String name) throws IOException {
        var keyed = SAMPLES.getOrDefault(name, KeySamples::new).get().keyed();
        var text = Components.write(keyed.components());
        if ("write".equals(System.getenv("WAVE_GOLDEN"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name + ".json"), text);
            Files.writeString(FOLDER.resolve(name + ".key"), keyed.key() + "\n");
        }

        assertThat(text).isEqualTo(Files.readString(FOLDER.resolve(name + ".json")));
        assertThat(keyed.key() + "\n").isEqualTo(Files.readString(FOLDER.resolve(name + ".key")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void is_what_the_reference_says_it_is_to_somebody_who_knows_nothing_else(String name) throws IOException {
        var components = JsonParser.parseString(Files.readString(FOLDER.resolve(name + ".json")));

        assertThat(DocumentedKey.of(backwards(components)) + "\n")
                .isEqualTo(Files.readString(FOLDER.resolve(name + ".key")));
    }

    /// The same JSON with the fields of every object the other way round.
    private static JsonElement backwards(JsonElement json) {
        if (!json.isJsonObject()) {
            return json;
        }
        var fields = new JsonObject();
        for (var field :
                json.getAsJsonObject().asMap().entrySet().stream().toList().reversed()) {
            fields.add(field.getKey(), backwards(field.getValue()));
        }
        return fields;
    }

    @Test
    void no_two_samples_have_one_key() {
        assertThat(SAMPLES.values().stream().map(sample -> sample.get().keyed().key()))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_vector_has_its_sample() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".key")))
                    .containsExactlyInAnyOrderElementsOf(
                            names().map(name -> name + ".key").toList());
        }
    }
}
