package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.load.BuiltinPersonas;
import dev.wave.load.MemoryFiles;
import dev.wave.load.ProjectReader;
import dev.wave.model.CanonicalJson;
import dev.wave.model.JsonText;
import dev.wave.model.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `wave plan` prints, for the blocks of the page and for a pipeline with something of everything.
/// `WAVE_GOLDEN=write` in the environment writes what is printed now.
class PlanViewsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/plan-views");
    private static final Path PAGE = Path.of("src/test/resources/page");

    static Stream<String> pipelines() {
        return Stream.of("feature-development", "code-review", "generate-docs", "everything");
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void prints_as_text(String name) throws IOException {
        compare(name + ".txt", PlanText.of(outline(name), reuse()));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void prints_as_graphs(String name) throws IOException {
        compare(name + ".mmd", PlanGraph.mermaid(outline(name)));
        compare(name + ".graph.txt", PlanGraph.text(outline(name)));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void prints_as_json(String name) throws IOException {
        var json = CanonicalJson.text(PlanJson.of(outline(name), new LinkedHashMap<>(), reuse()));

        compare(name + ".json", json + "\n");
        assertThat(JsonText.read(json)).isInstanceOf(JsonText.Read.Parsed.class);
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shows_arguments(String name) throws IOException {
        var outline = outline(name);
        var tokens = outline.params().keySet().stream()
                .filter(param -> param.value().equals("feature"))
                .map(param -> "--" + param + "=authentication")
                .toList();
        var given = new Arguments.Given(
                tokens,
                new LinkedHashMap<>(),
                outline.input() == Outline.InputUse.NONE ? Optional.empty() : Optional.of("Hello"));
        var bound = (Arguments.Bound) Arguments.parse(outline, given, List.of());

        assertThat(PlanText.of(outline, bound, reuse(), Map.of(), PlanText.Detail.FULL)
                        .contains("feature = \"authentication\""))
                .isEqualTo(!tokens.isEmpty());
    }

    private static Map<StepId, Reuse> reuse() {
        var reuse = new LinkedHashMap<StepId, Reuse>();
        reuse.put(new StepId("analyze"), new Reuse.Stored("run 7f3a, 2 h ago"));
        reuse.put(new StepId("scan"), new Reuse.New());
        return reuse;
    }

    private static Outline outline(String name) throws IOException {
        var source = (name.equals("everything") ? GOLDEN : PAGE).resolve(name + ".yaml");
        var files = MemoryFiles.waveYaml(Files.readString(source))
                .with(".wave/contracts/api-docs.schema.json", "{\"type\": \"object\"}");
        var surroundings = Surroundings.of(
                List.of("command", "claude"),
                AgentFinder.ALL_HERE,
                BuiltinPersonas.names().stream()
                        .map(persona -> BuiltinPersonas.find(persona).orElseThrow())
                        .toList(),
                List.of());
        return Samples.valid(ProjectReader.read(files, name)
                .then(project -> Planner.choose(project, Optional.empty())
                        .then(pipeline -> Planner.resolve(project, pipeline, surroundings))));
    }

    private static void compare(String file, String found) throws IOException {
        var golden = GOLDEN.resolve(file);
        if ("write".equals(System.getenv("WAVE_GOLDEN"))) {
            Files.writeString(golden, found);
        }
        assertThat(found).isEqualTo(Files.readString(golden));
    }
}
