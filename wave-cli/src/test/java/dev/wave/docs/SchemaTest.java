package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wave.diagnostic.Checked;
import dev.wave.load.Quantities;
import dev.wave.load.Vocabulary;
import dev.wave.load.YamlValues;
import dev.wave.model.AdapterName;
import dev.wave.model.ArtifactName;
import dev.wave.model.CanonicalJson;
import dev.wave.model.ParamName;
import dev.wave.model.PersonaName;
import dev.wave.model.PipelineName;
import dev.wave.model.SecretName;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.model.VariableName;
import dev.wave.schema.FileKind;
import dev.wave.schema.FileSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `wave schema` prints: it takes every file that Wave takes, and finds what can be found without
/// knowing other files.
class SchemaTest {
    private static final Path CORPUS = Pages.ROOT.resolve("wave-core/src/test/resources/corpus");

    /// Mistakes in the shape of a file, by the codes that name them.
    private static final Pattern SHAPE = Pattern.compile("(E-UNKNOWN-FIELD|E-MISSING-FIELD|E-TYPE|E-VALUE|E-NOT-YET)");

    /// What only Wave finds: which paths lead out of a project, names of files, what stands below a front matter.
    private static final List<String> FOR_WAVE_ALONE = List.of(
            "bad-globs wave.yaml",
            "bad-output-path wave.yaml",
            "bad-persona-names .wave/personas/My Persona.md",
            "persona-without-prompt .wave/personas/c.md");

    /// A file that a schema is for, as JSON.
    private record Document(String name, FileKind kind, String json) {}

    @ParameterizedTest
    @EnumSource
    void a_schema_is_one(FileKind kind) {
        var meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));

        assertThat(meta.validate(CanonicalJson.inOrder(FileSchemas.of(kind)), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void every_field_of_the_language_is_in_it_and_no_other() {
        var definitions = fields(FileSchemas.of(FileKind.PROJECT), "definitions");
        for (var place : Vocabulary.values()) {
            if (definitions.fields().get(place.name().toLowerCase(Locale.ROOT)) instanceof Value.Obj object) {
                assertThat(fields(object, "properties").fields().keySet()).containsExactlyElementsOf(place.fields());
                assertThat(object.fields().get("additionalProperties")).isEqualTo(Value.of(false));
            }
        }
        assertThat(fields(FileSchemas.of(FileKind.PROJECT), "properties")
                        .fields()
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(Vocabulary.WAVE_YAML_WITH_STEPS.fields());
        assertThat(fields(FileSchemas.of(FileKind.LOCAL), "properties").fields().keySet())
                .containsExactlyElementsOf(Vocabulary.overridable());
    }

    @ParameterizedTest
    @EnumSource
    void every_field_says_what_it_is_for(FileKind kind) {
        assertThat(undescribed(FileSchemas.of(kind))).isEmpty();
    }

    private static List<String> undescribed(Value schema) {
        var found = new ArrayList<String>();
        switch (schema) {
            case Value.Obj object -> {
                if (object.fields().get("properties") instanceof Value.Obj properties
                        && object.fields().containsKey("additionalProperties")) {
                    properties.fields().forEach((name, shape) -> {
                        if (!((Value.Obj) shape).fields().containsKey("description")) {
                            found.add(name);
                        }
                    });
                }
                object.fields().values().forEach(value -> found.addAll(undescribed(value)));
            }
            case Value.Seq items -> items.items().forEach(value -> found.addAll(undescribed(value)));
            default -> {}
        }
        return found;
    }

    @TestFactory
    Stream<DynamicTest> takes_every_file_that_wave_takes() throws IOException {
        var documents = new ArrayList<Document>();
        try (var files = Files.walk(Pages.ROOT.resolve("examples"))) {
            for (var file : files.sorted().toList()) {
                kindOf(file).ifPresent(kind -> documents.add(document(file.toString(), kind, read(file))));
            }
        }
        for (var page : Pages.all()) {
            Pages.files(Pages.text(Pages.ROOT.relativize(page).toString()))
                    .forEach((name, text) -> kindOf(Path.of(name))
                            .filter(_ -> !page.endsWith("diagnostics.md"))
                            .ifPresent(kind -> documents.add(document(page.getFileName() + " " + name, kind, text))));
        }
        for (var name : List.of("feature-development", "code-review", "generate-docs")) {
            documents.add(document(
                    name, FileKind.PROJECT, read(CORPUS.resolveSibling("page").resolve(name + ".yaml"))));
        }
        var language = Pages.text("docs/reference/language.md");
        documents.add(document(
                "language.md", FileKind.PROJECT, Pages.blocks(language, "yaml").getFirst()));
        documents.add(document(
                "scout.md",
                FileKind.PERSONA,
                frontMatter(Pages.blocks(language, "markdown").getFirst())));
        var init = Pages.ROOT.resolve("wave-cli/src/main/resources/dev/wave/command");
        documents.add(document("init", FileKind.SCRIPT, read(init.resolve("init-demo-agent.yaml"))));
        assertThat(documents).hasSizeGreaterThan(25);

        return documents.stream()
                .map(document -> DynamicTest.dynamicTest(
                        document.name(), () -> assertThat(problems(document)).isEmpty()));
    }

    private static Optional<FileKind> kindOf(Path file) {
        var name = file.getFileName().toString();
        var folder =
                file.getParent() == null ? "" : file.getParent().getFileName().toString();
        return switch (name) {
            case String _ when file.startsWith(".github") -> Optional.empty();
            case "wave.yaml" -> Optional.of(FileKind.PROJECT);
            case "wave.lock" -> Optional.of(FileKind.LOCK);
            case "local.yaml" -> Optional.of(FileKind.LOCAL);
            case String other when other.endsWith("-agent.yaml") -> Optional.of(FileKind.SCRIPT);
            case String _ when folder.equals("pipelines") -> Optional.of(FileKind.PIPELINE);
            case String _ when folder.equals("personas") -> Optional.of(FileKind.PERSONA);
            default -> Optional.empty();
        };
    }

    @Test
    void finds_mistakes_in_the_shape_of_a_file() throws IOException {
        var missed = new ArrayList<String>();
        var looked = 0;
        try (var folders = Files.list(CORPUS)) {
            for (var folder : folders.sorted().toList()) {
                for (var file : files(folder)) {
                    var path = folder.relativize(file).toString();
                    var expected = read(folder.resolve("expected.txt"));
                    var kind = kindOf(file);
                    var isFaulty = expected.lines()
                            .anyMatch(line -> line.startsWith(path + ":")
                                    && SHAPE.matcher(line).find());
                    if (isFaulty && kind.isPresent()) {
                        var text = kind.get() == FileKind.PERSONA ? frontMatter(read(file)) : read(file);
                        if (YamlValues.read(path, text) instanceof Checked.Valid<Value>(var value, var _)) {
                            looked++;
                            var document = new Document(path, kind.get(), CanonicalJson.inOrder(value));
                            if (problems(document).isEmpty()) {
                                missed.add(folder.getFileName() + " " + path);
                            }
                        }
                    }
                }
            }
        }

        assertThat(looked).isGreaterThan(60);
        assertThat(missed).isEqualTo(FOR_WAVE_ALONE);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void its_patterns_take_the_names_that_wave_takes() {
        agree(FileKind.PROJECT, "steps: [{id: '%s', task: x}]", StepId::isValid);
        agree(FileKind.PROJECT, "{name: '%s', steps: [{id: a, task: x}]}", PipelineName::isValid);
        agree(FileKind.PROJECT, "{steps: [{id: a, task: x}], personas: {'%s': {prompt: x}}}", PersonaName::isValid);
        agree(FileKind.PROJECT, "{steps: [{id: a, task: x}], default_adapter: '%s'}", AdapterName::isValid);
        agree(FileKind.PROJECT, "{steps: [{id: a, task: x, artifacts: ['%s']}]}", ArtifactName::isDeclarable);
        agree(FileKind.PROJECT, "{steps: [{id: a, task: x}], params: {'%s': {}}}", ParamName::isValid);
        agree(FileKind.PROJECT, "{steps: [{id: a, task: x}], secrets: {'%s': {env: A}}}", SecretName::isValid);
        agree(FileKind.PROJECT, "{steps: [{id: a, task: x, env: {'%s': b}}]}", VariableName::isValid);
        agree(FileKind.PROJECT, "steps: [{id: a, task: x, timeout: '%s'}]", SchemaTest::hasDurationShape);
        agree(FileKind.PROJECT, "steps: [{id: a, task: x, resources: {output_limit: '%s'}}]", SchemaTest::hasSizeShape);
    }

    /// But for what is too long or nothing at all: `0s`.
    private static boolean hasDurationShape(String text) {
        return text.isEmpty()
                || text.matches("0+(d|h|m|s|ms)(0+(h|m|s|ms))*")
                || Quantities.duration(text).isPresent();
    }

    private static boolean hasSizeShape(String text) {
        return text.matches("0+ ?([KMGkmg]?[Bb]|[KMG]iB|[KMGkmg])")
                || Quantities.size(text).isPresent();
    }

    private static void agree(FileKind kind, String yaml, Predicate<String> isTaken) {
        var random = new Random(7);
        var schema = schema(kind);
        var taken = 0;
        for (var i = 0; i < 400; i++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(6); length >= 0; length--) {
                var alphabet = i % 2 == 0 ? "abz0" : "aZ09._-:{} 1mshdKMGBi";
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var json = document("", kind, yaml.formatted(text)).json();
            assertThat(schema.validate(json, InputFormat.JSON).isEmpty())
                    .as("%s in %s", text, yaml)
                    .isEqualTo(isTaken.test(text.toString()));
            taken += isTaken.test(text.toString()) ? 1 : 0;
        }
        assertThat(taken).as(yaml).isPositive();
    }

    @Test
    void it_has_every_field_that_the_reader_of_scripts_asks_for() throws IOException {
        var source = Files.readString(Pages.ROOT.resolve("wave-drivers/src/main/java/dev/wave/agent/Script.java"));
        var schema = CanonicalJson.inOrder(FileSchemas.of(FileKind.SCRIPT));

        var asked = Pattern.compile("\\.(?:map|take|text|list|flag|number)\\(\"(\\w+)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(asked).allSatisfy(field -> assertThat(schema).contains("\"" + field + "\":{\"description\""));
    }

    private static Schema schema(FileKind kind) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(CanonicalJson.inOrder(FileSchemas.of(kind)));
    }

    private static List<String> problems(Document document) {
        return schema(document.kind()).validate(document.json(), InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static Document document(String name, FileKind kind, String yaml) {
        var text = kind == FileKind.PERSONA && yaml.startsWith("---") ? frontMatter(yaml) : yaml;
        return switch (YamlValues.read(name, text)) {
            case Checked.Valid<Value>(var value, var _) -> new Document(name, kind, CanonicalJson.inOrder(value));
            case Checked.Invalid<Value>(var problems) -> throw new AssertionError(name + " " + problems);
        };
    }

    private static String frontMatter(String markdown) {
        var end = markdown.indexOf("\n---", 3);
        return markdown.startsWith("---\n") && end > 0 ? markdown.substring(4, end + 1) : "{}";
    }

    private static Value.Obj fields(Value.Obj object, String name) {
        return (Value.Obj) object.fields().get(name);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
