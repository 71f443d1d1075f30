package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.load.Vocabulary;
import dev.wave.load.YamlValues;
import dev.wave.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The pages of the language have a row and an example for each field that the readers know, and the examples
/// are projects that can be planned.
class LanguagePageTest {
    private static final List<String> PAGES =
            List.of("docs/reference/language.md", "docs/reference/contracts.md", "docs/reference/adapters.md");

    /// What stands above the first heading of a page that is all about one thing.
    private static final String ADAPTERS = "# Adapters";

    @TempDir
    Path temp;

    /// A whole `wave.yaml` that a page shows.
    private record Example(String page, String yaml) {

        Value.Obj project() {
            return switch (YamlValues.read(page, yaml)) {
                case Checked.Valid<Value>(Value.Obj project, var _) -> project;
                case Checked<Value> other -> throw new AssertionError(page + " " + other);
            };
        }

        /// What `wave plan` needs to be told, once for each pipeline.
        List<String> arguments() {
            var values = yaml.contains("{feature}") ? " --feature=login -i quickly" : "";
            return project().fields().get("pipelines") instanceof Value.Obj(var pipelines)
                    ? pipelines.keySet().stream()
                            .map(name -> " " + name + values)
                            .toList()
                    : List.of(values);
        }
    }

    /// The projects on the pages: their YAML but for files of another name. One that only says who does the work
    /// is completed by a step.
    private static List<Example> examples() {
        return PAGES.stream()
                .flatMap(page -> Pages.blocks(Pages.text(page), "yaml").stream()
                        .filter(yaml -> !yaml.startsWith("# "))
                        .map(yaml -> new Example(
                                page, yaml.contains("steps:") ? yaml : yaml + "steps: [{id: a, task: x}]\n")))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> every_example_can_be_planned() {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(example.page() + "\n" + example.yaml(), () -> {
                    var person = new Person(Files.createTempDirectory(temp, "person"));
                    person.writesFilesOf(Pages.text(example.page()));
                    writePersona(person);
                    Files.writeString(person.project().resolve("wave.yaml"), example.yaml());
                    for (var arguments : example.arguments()) {
                        var said = person.types("wave plan" + arguments);
                        assertThat(said.code()).as(said.text()).isZero();
                    }
                }));
    }

    private static void writePersona(Person person) throws IOException {
        var folder = Files.createDirectories(person.project().resolve(".wave/personas"));
        Files.writeString(
                folder.resolve("scout.md"),
                Pages.blocks(Pages.text(PAGES.getFirst()), "markdown").getFirst());
    }

    @ParameterizedTest
    @EnumSource
    void every_field_has_a_row(Vocabulary place) {
        var told = section(place);
        for (var field : place.fields()) {
            assertThat(told)
                    .as(
                            "below '%s' of %s there needs to be a row '| `%s` | type | default | meaning |'",
                            String.join("' or '", headings(place)), PAGES, field)
                    .containsPattern("(?m)^\\|([^|\n]*\\|)?[^|\n]*`[^`|\n]*\\b" + field + "\\b[^`|\n]*`");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_field_has_an_example(Vocabulary place) {
        var used = new UsedFields();
        examples().forEach(example -> used.noteProject(example.project()));
        var missing = new ArrayList<>(place.fields());
        shownAt(place).forEach(shown -> missing.removeAll(used.at(shown)));

        assertThat(missing)
                .as("fields that no example uses: the YAML below '%s' of %s", headings(place), PAGES)
                .isEmpty();
    }

    private static String section(Vocabulary place) {
        return PAGES.stream()
                .flatMap(page -> Pages.sections(Pages.text(page)).entrySet().stream())
                .filter(section -> headings(place).contains(section.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining());
    }

    /// Below which headings the fields of a place are listed. A switch, so that a new place is asked for.
    private static List<String> headings(Vocabulary place) {
        return switch (place) {
            case WAVE_YAML, DEFAULTS, PROJECT, PIPELINE_FILE -> List.of("wave.yaml");
            case WAVE_YAML_WITH_STEPS -> List.of("wave.yaml", "A pipeline");
            case PIPELINE, PIPELINE_FILE_WITH_STEPS, PARAMETER -> List.of("A pipeline");
            case STEP, RETRY, RESOURCES, CACHE -> List.of("A step");
            case WORKSPACE, SETUP -> List.of("Workspaces");
            case INPUT, OUTPUT -> List.of("Artifacts");
            case HANDOVER -> List.of("Contracts and policies");
            case CONTRACT -> List.of("Policy");
            case JSON_SCHEMA_CONTRACT, TEST_SUITE_CONTRACT, COMMAND_CONTRACT, NON_EMPTY_CONTRACT, FORMAT_CONTRACT ->
                List.of("Types", "Policy");
            case PERMISSIONS -> List.of("Permissions");
            case PERSONA_FILE, PERSONA -> List.of("Personas");
            case SECRET -> List.of("Secrets");
            case ADAPTER -> List.of(ADAPTERS);
        };
    }

    /// The places whose examples show the fields of this one: itself, and those that have the same fields.
    private static List<Vocabulary> shownAt(Vocabulary place) {
        return switch (place) {
            case WAVE_YAML_WITH_STEPS -> List.of(Vocabulary.WAVE_YAML, Vocabulary.PIPELINE);
            case PIPELINE_FILE -> List.of(Vocabulary.WAVE_YAML);
            case PIPELINE_FILE_WITH_STEPS -> List.of(Vocabulary.PIPELINE);
            case PERSONA_FILE -> List.of(Vocabulary.PERSONA);
            case JSON_SCHEMA_CONTRACT, TEST_SUITE_CONTRACT, COMMAND_CONTRACT, NON_EMPTY_CONTRACT, FORMAT_CONTRACT ->
                List.of(place, Vocabulary.CONTRACT);
            default -> List.of(place);
        };
    }
}
