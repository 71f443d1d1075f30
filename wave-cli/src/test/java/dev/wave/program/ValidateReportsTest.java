package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wave.diagnostic.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `wave validate --format sarif|github`: what services show at the lines of a change.
class ValidateReportsTest {
    private static final String SCHEMA = "WAVE_TEST_SARIF_SCHEMA";

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void a_faulty_project() {
        wave = new WaveInProcess(temp);
        wave.file("wave.yaml", """
                pipeline:
                  name: p
                  steps:
                    - id: a
                      task: Say hello
                      "100%, really: ␤": 1
                    - id: b
                      task: Answer
                      dependencies: [aa]
                """.replace("␤", "\\n::error ::forged"));
    }

    @Test
    void annotations_are_one_line_each_that_nothing_in_the_text_can_break() throws Exception {
        var said = wave.wave("validate", "--format=github");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .startsWith(
                        "::error file=wave.yaml,line=6,col=7,title=E-UNKNOWN-FIELD::unknown field"
                                + " '100%25, really: %0A::error ::forged' in a step%0Afix: the fields of a step are id, persona, ");
        assertThat(said.out().lines()).hasSize(1);
    }

    @Test
    void a_log_has_the_parts_that_the_standard_requires() throws Exception {
        var said = wave.wave("validate", "--format=sarif");

        assertThat(said.code()).isEqualTo(3);
        var log = JsonParser.parseString(said.out()).getAsJsonObject();
        assertThat(log.get("version").getAsString()).isEqualTo("2.1.0");
        assertThat(log.get("$schema").getAsString()).isEqualTo("https://json.schemastore.org/sarif-2.1.0.json");
        var run = only(log.getAsJsonArray("runs"));
        var driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
        assertThat(driver.get("name").getAsString()).isEqualTo("Wave");
        assertThat(run.get("columnKind").getAsString()).isEqualTo("utf16CodeUnits");
        var result = only(run.getAsJsonArray("results"));
        assertThat(result.get("level").getAsString()).isEqualTo("error");
        assertThat(result.getAsJsonObject("message").get("text").getAsString())
                .startsWith("unknown field '100%, really: \n::error ::forged' in a step\nfix: ");
        var rules = driver.getAsJsonArray("rules");
        assertThat(only(rules).get("id")).isEqualTo(result.get("ruleId"));
        assertThat(rules.get(result.get("ruleIndex").getAsInt())
                        .getAsJsonObject()
                        .get("id"))
                .isEqualTo(result.get("ruleId"));
        assertThat(only(rules).keySet()).containsExactly("id", "shortDescription", "defaultConfiguration");
        var place = only(result.getAsJsonArray("locations")).getAsJsonObject("physicalLocation");
        assertThat(place)
                .hasToString("{\"artifactLocation\":{\"uri\":\"wave.yaml\",\"uriBaseId\":\"%SRCROOT%\"},"
                        + "\"region\":{\"startLine\":6,\"startColumn\":7}}");
    }

    @Test
    void a_log_is_one_by_the_published_schema() throws Exception {
        assertThat(violations(wave.wave("validate", "--format=sarif").out())).isEmpty();
        wave.file("wave.yaml", "steps: [{id: a, task: x}]\n");
        assertThat(violations(wave.wave("validate", "--format=sarif").out())).isEmpty();
        assertThat(violations("{\"version\": \"2.1.0\", \"runs\": [{}]}")).hasSize(1);
    }

    private static List<Error> violations(String log) throws IOException {
        var file = System.getenv(SCHEMA);
        assumeTrue(file != null, SCHEMA + " does not name the published schema of SARIF; .ci/run fetches it");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(Files.readString(Path.of(file)))
                .validate(log, InputFormat.JSON);
    }

    @Test
    void a_sound_project_has_an_empty_log_and_no_annotation() throws Exception {
        wave.file("wave.yaml", "steps: [{id: a, task: x}]\n");

        var log = wave.wave("validate", "--format=sarif");
        assertThat(log.code()).isZero();
        var run = only(JsonParser.parseString(log.out()).getAsJsonObject().getAsJsonArray("runs"));
        assertThat(run.getAsJsonArray("results")).isEmpty();
        var annotations = wave.wave("validate", "--format=github");
        assertThat(annotations.code()).isZero();
        assertThat(annotations.all()).isEmpty();
    }

    @Test
    void a_warning_stays_one() throws Exception {
        wave.file("wave.yaml", """
                steps:
                  - {id: a, task: x, artifacts: [code-analysis]}
                  - {id: b, task: y, dependencies: [a], inputs: [analysis]}
                """);

        assertThat(wave.wave("validate", "--format=github").out())
                .startsWith("::warning file=wave.yaml,line=3,col=50,title=W-INPUT-BY-WORD::no artifact is called");
        assertThat(wave.wave("validate", "--format=sarif").out()).contains("\"level\":\"warning\"");
        assertThat(wave.wave("validate", "--format=github").code()).isZero();
    }

    /// Code scanning and annotations know the repository, and no folder in it.
    @Test
    void files_are_called_as_from_the_top_of_the_repository() throws Exception {
        wave.file("wave.yaml", "steps: [{id: a, task: x}]\n").committed();
        wave.file("my shop/50%: a/wave.yaml", "steps: [{id: a}]\n");
        var folder = wave.root().resolve("my shop/50%: a");

        assertThat(wave.waveIn(folder, "validate", "--format=github").out())
                .startsWith("::error file=my shop/50%25%3A a/wave.yaml,line=1,col=9,");
        assertThat(wave.waveIn(folder, "validate", "--format=sarif").out())
                .contains("\"uri\":\"my%20shop/50%25%3A%20a/wave.yaml\"");
    }

    @Test
    void every_code_has_a_title_of_its_own() throws Exception {
        wave.file(
                "wave.yaml", "steps: [{id: a, needs: [b], dependencies: [c], x: 1, timeout: z}, {id: a, task: [x]}]\n");

        var log = wave.wave("validate", "--format=sarif").out();
        var rules = only(JsonParser.parseString(log).getAsJsonObject().getAsJsonArray("runs"))
                .getAsJsonObject("tool")
                .getAsJsonObject("driver")
                .getAsJsonArray("rules");

        assertThat(rules.size()).isGreaterThan(4);
        assertThat(rules.asList().stream()
                        .map(rule -> rule.getAsJsonObject()
                                .getAsJsonObject("shortDescription")
                                .get("text")))
                .doesNotHaveDuplicates();
        assertThat(rules.asList().stream()
                        .map(rule -> rule.getAsJsonObject().get("id").getAsString()))
                .isSubsetOf(Stream.of(Code.values()).map(Code::text).toList());
    }

    @Test
    void other_commands_have_no_such_format() throws Exception {
        var said = wave.wave("plan", "--format=sarif");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--format takes text or json here, not 'sarif'");
        assertThat(wave.wave("validate", "--format=xml").err())
                .contains("--format takes text or json or ndjson or sarif or github here, not 'xml'");
    }

    private static JsonObject only(JsonArray array) {
        assertThat(array).hasSize(1);
        return array.get(0).getAsJsonObject();
    }
}
