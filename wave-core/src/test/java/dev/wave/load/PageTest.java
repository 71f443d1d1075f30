package dev.wave.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Place;
import dev.wave.model.Action;
import dev.wave.model.ArtifactName;
import dev.wave.model.Contract;
import dev.wave.model.Digest;
import dev.wave.model.Handover;
import dev.wave.model.Named;
import dev.wave.model.Output;
import dev.wave.model.Pipeline;
import dev.wave.model.Project;
import dev.wave.model.Schema;
import dev.wave.model.Step;
import dev.wave.model.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The blocks users have read on the page, byte for byte as printed there.
class PageTest {

    @ParameterizedTest
    @CsvSource({
        "feature-development.yaml, 9d0edaea53c84cc3d43afccf8989d13580239dba206f8f7bc1fbee0c79a1fd51",
        "docker-compose.yaml, 95f3d9a603899bafd7bdae393d413d0cf59e2b0bd06367f785b2a21b3ba102e5",
        "code-review.yaml, b34e30dac5cf8f50ee55deba87ec14f8ffd6d83320f20413f6cb528f6e2744d0",
        "generate-docs.yaml, ff519da161c4b949249d677177a2b3d9c247b358d8ca0c388fc0592c6044940f"
    })
    void the_blocks_are_the_printed_ones(String name, String digest) {
        assertThat(Digest.ofText(block(name)).hex()).isEqualTo(digest);
    }

    @Test
    void feature_development_reads_as_printed() {
        var pipeline = pipeline("feature-development.yaml");

        assertThat(pipeline.name().value()).isEqualTo("feature-development");
        assertThat(pipeline.params()).isEmpty();
        var analyze = pipeline.steps().getFirst();
        assertThat(analyze.id().value()).isEqualTo("analyze");
        assertThat(analyze.action())
                .isEqualTo(new Action.Ask(
                        Optional.of(new Named("navigator", new Place("wave.yaml", 6, 16))),
                        Optional.of(new Text(
                                "Analyze the codebase for implementing {feature}",
                                new Place("wave.yaml", 7, 13),
                                new Text.Layout.Inline(1)))));
        assertThat(analyze.outputs()).map(Output::name).containsExactly(new ArtifactName("codebase-scan"));
        assertThat(analyze.outputs()).noneMatch(Output::required);
        assertThat(analyze.inputs()).isEmpty();
        var implement = pipeline.steps().getLast();
        assertThat(implement.dependencies()).map(Named::name).containsExactly("analyze");
        assertThat(implement.outputs()).map(output -> output.name().value()).containsExactly("implementation", "tests");
        assertThat(implement.outputs()).allMatch(Output::required);
    }

    @Test
    void code_review_reads_as_printed() {
        var review = pipeline("code-review.yaml").steps().getLast();

        assertThat(review.inputs().orElseThrow()).map(input -> input.artifact()).containsExactly("analysis");
        assertThat(review.action())
                .isEqualTo(new Action.Ask(
                        Optional.of(new Named("reviewer", new Place("wave.yaml", 9, 16))), Optional.empty()));
    }

    @Test
    void bare_steps_are_a_pipeline_named_after_the_folder() {
        var project = project(MemoryFiles.waveYaml(block("generate-docs.yaml"))
                .with(".wave/contracts/api-docs.schema.json", "{\"type\": \"object\"}"));

        var pipeline = project.pipelines().firstEntry().getValue();
        assertThat(pipeline.name().value()).isEqualTo("shop");
        assertThat(pipeline.steps())
                .map(Step::contracts)
                .containsExactly(List.of(new Handover(
                        new Contract.JsonSchema(
                                new Schema.File(".wave/contracts/api-docs.schema.json", new Place("wave.yaml", 8, 17)),
                                Optional.empty()),
                        new Handover.Policy(true, Handover.OnFailure.RETRY, 2),
                        new Place("wave.yaml", 7, 9))));
        assertThat(project.schemas()).containsOnlyKeys(".wave/contracts/api-docs.schema.json");
    }

    @Test
    void bare_steps_in_a_file_of_pipelines_are_named_after_the_file() {
        var project = project(new MemoryFiles()
                .with(".wave/pipelines/onboarding.yaml", block("generate-docs.yaml"))
                .with(".wave/contracts/api-docs.schema.json", "true"));

        assertThat(project.pipelines().keySet()).map(Object::toString).containsExactly("onboarding");
    }

    @Test
    void the_docker_compose_file_is_recognised_and_nothing_else_is_said() {
        var checked = ProjectReader.read(MemoryFiles.waveYaml(block("docker-compose.yaml")), "shop");

        assertThat(checked.diagnostics())
                .map(problem -> problem.headline())
                .containsExactly(
                        "wave.yaml:1:1: error[E-OTHER-TOOL]: this is a Docker Compose file, not a Wave project");
    }

    private static Pipeline pipeline(String name) {
        return project(MemoryFiles.waveYaml(block(name)))
                .pipelines()
                .firstEntry()
                .getValue();
    }

    private static Project project(MemoryFiles files) {
        return switch (ProjectReader.read(files, "shop")) {
            case Checked.Valid<Project>(var project, var warnings) -> {
                assertThat(warnings).isEmpty();
                yield project;
            }
            case Checked.Invalid<Project>(var problems) -> throw new AssertionError(problems);
        };
    }

    static String block(String name) {
        try (var stream = PageTest.class.getResourceAsStream("/page/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
