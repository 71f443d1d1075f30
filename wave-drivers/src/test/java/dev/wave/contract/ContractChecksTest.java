package dev.wave.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.expression.Template;
import dev.wave.gateway.HostProxies;
import dev.wave.gateway.Uplinks;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.Handover;
import dev.wave.model.Network;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedSchema;
import dev.wave.process.Processes;
import dev.wave.process.Sweeper;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.store.FileBlobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ContractChecksTest {

    @TempDir
    Path folder;

    private final String tag = "contract-test-" + UUID.randomUUID();
    private final List<Artifact> artifacts = new ArrayList<>();
    private final LinkedHashMap<String, Digest> placed = new LinkedHashMap<>();
    private FileBlobs blobs;
    private ContractChecks checks;
    private Path workspace;

    @BeforeEach
    void prepare() throws IOException {
        blobs = new FileBlobs(folder.resolve("blobs"), notice -> {});
        checks = new ContractChecks(
                blobs,
                new Processes(folder.resolve("scratch"), Duration.ofMillis(200), System.getenv()),
                new HostProxies(folder.resolve("sockets"), Uplinks.NONE));
        workspace = Files.createDirectories(folder.resolve("workspace"));
    }

    @AfterEach
    void nothing_is_alive() {
        assertThat(Sweeper.sweep(tag)).isZero();
        assertThat(folder.resolve("workspace-test")).doesNotExist();
    }

    @Test
    void says_where_what_was_expected_and_what_was_found() throws Exception {
        var verdict = schema("""
                {"type": "object", "required": ["name"], "additionalProperties": false,
                 "properties": {
                   "coverage": {"minimum": 0.8},
                   "kind": {"enum": ["unit", "system"]},
                   "files": {"type": "array", "minItems": 2, "items": {"type": "string", "pattern": "^src/"}},
                   "when": {"format": "date"},
                   "deep/er": {"type": ["integer", "null"]}}}""", """
                {"coverage": 0.6, "kind": "none", "files": ["lib/x"], "when": "soon", "deep/er": "no", "other": 1}""");

        assertThat(verdict.status()).isEqualTo(Verdict.Status.BROKEN);
        assertThat(verdict.violations().stream().map(Violation::toString))
                .containsExactlyInAnyOrder(
                        "/name: expected a value, found nothing",
                        "/other: expected no such property, found one",
                        "/coverage: expected >= 0.8, found 0.6",
                        "/kind: expected one of \"unit\", \"system\", found \"none\"",
                        "/files: expected at least 2 items, found 1",
                        "/files/0: expected text that matches \"^src/\", found \"lib/x\"",
                        "/when: expected date, found \"soon\"",
                        "/deep~1er: expected one of integer, null, found \"no\"");
    }

    /// A few of the official suite's cases for each dialect's own words.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"prefixItems": [{"type": "integer"}], "items": {"type": "string"}} | [1, "a"] | [1, 2]
            {"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"type": "integer"}], "additionalItems": false} | [1] | [1, 2]
            {"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 3, "exclusiveMaximum": true} | 2.9 | 3
            {"$schema": "http://json-schema.org/draft-06/schema#", "contains": {"minimum": 5}} | [3, 5] | [3]
            {"$schema": "https://json-schema.org/draft/2019-09/schema", "dependentRequired": {"a": ["b"]}} | {"a": 1, "b": 2} | {"a": 1}
            {"if": {"minimum": 0}, "then": {"maximum": 10}, "else": {"multipleOf": 2}} | -4 | -3
            {"multipleOf": 0.01} | 0.07 | 0.071
            {"type": "integer"} | 1.0 | 1.5
            {"const": {"a": [1.0]}} | {"a": [1]} | {"a": [2]}
            {"uniqueItems": true} | [1, true, "1"] | [1, 1.0]
            {"minLength": 2} | "😀a" | "😀"
            {"pattern": "^a$"} | "a" | "a\\n"
            {"pattern": "^[[:$]+$"} | "[:$" | "a"
            {"unevaluatedProperties": false, "allOf": [{"properties": {"a": true}}]} | {"a": 1} | {"b": 1}
            {"$defs": {"n": {"properties": {"next": {"$ref": "#/$defs/n"}, "v": {"type": "integer"}}}}, "$ref": "#/$defs/n"} | {"next": {"next": {"v": 1}}} | {"next": {"next": {"v": "x"}}}
            {"oneOf": [{"type": "integer"}, {"minimum": 2}]} | 1 | 3
            {"not": {"type": "string"}} | 1 | "x"
            {"propertyNames": {"maxLength": 2}} | {"ab": 1} | {"abc": 1}
            {"format": "date-time"} | "2026-01-01T00:00:00Z" | "2026-01-01"
            {"format": "email"} | "a@b.org" | "a"
            {"format": "no-such-format"} | "x" | ~~
            false | ~~ | 1
            """)
    void follows_the_dialect_the_schema_names(String schema, String good, String bad) throws Exception {
        if (good != null && !good.isEmpty()) {
            assertThat(schema(schema, good).violations()).isEmpty();
        }
        if (bad != null && !bad.isEmpty()) {
            assertThat(schema(schema, bad).status()).isEqualTo(Verdict.Status.BROKEN);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a": NaN}            | expected JSON, found something else
            {"a": 1, "a": 2}      | the key 'a' stands twice
            \uFEFF{}              | expected JSON, found a byte order mark before it
            {"a": 1               | expected JSON, found its end too early
            ```json               | expected JSON, found something else
            """)
    void what_is_no_strict_json_does_not_hold(String document, String problem) throws Exception {
        var verdict = schema("true", document);

        assertThat(verdict.status()).isEqualTo(Verdict.Status.BROKEN);
        assertThat(verdict.violations().getFirst().where()).isEqualTo("report");
        assertThat(verdict.violations().getFirst().message()).startsWith(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(.*a){25}$", "^(.*a){12}(.*a){12}$"})
    void a_pattern_that_needs_for_ever_is_given_up(String pattern) throws Exception {
        var verdict = schema("{\"pattern\": \"" + pattern + "\"}", "\"" + "a".repeat(5000) + "!\"");

        assertThat(verdict.status()).isEqualTo(Verdict.Status.ERRORED);
        awaitNoChecks();
    }

    /// Java's engine is quick with some of the classic ones; it may be slow with them one day.
    @ParameterizedTest
    @ValueSource(
            strings = {"^(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "^([a-zA-Z]+)*$", "^(a|aa)+$", "(x+x+)+y|^(a|a)*$"})
    void a_pattern_that_might_need_for_ever_never_makes_a_contract_hold(String pattern) throws Exception {
        var text = "\"" + "a".repeat(5000) + "!\"";

        assertThat(schema("{\"pattern\": \"" + pattern + "\"}", text).held()).isFalse();
        assertThat(schema(
                                "{\"patternProperties\": {\"" + pattern + "\": true}, \"additionalProperties\": false}",
                                "{" + text + ": 1}")
                        .held())
                .isFalse();
        awaitNoChecks();
    }

    @Test
    void references_that_never_end_are_given_up() throws Exception {
        var doubling = new StringBuilder("{\"$ref\": \"#/$defs/d0\", \"$defs\": {");
        for (int i = 0; i < 60; i++) {
            doubling.append("\"d%d\": {\"allOf\": [{\"$ref\": \"#/$defs/d%d\"}, {\"$ref\": \"#/$defs/d%d\"}]},"
                    .formatted(i, i + 1, i + 1));
        }

        assertThat(schema("{\"$ref\": \"#\"}", "1").status()).isEqualTo(Verdict.Status.ERRORED);
        assertThat(schema(
                                "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"$ref\": \"#/$defs/b\"}, \"b\": {\"$ref\": \"#/$defs/a\"}}}",
                                "1")
                        .status())
                .isEqualTo(Verdict.Status.ERRORED);
        assertThat(schema(doubling + "\"d60\": true}}", "1").status()).isEqualTo(Verdict.Status.ERRORED);
        awaitNoChecks();
    }

    @Test
    void a_schema_that_cannot_be_used_errs_and_does_not_hold() throws Exception {
        var verdict = schema("{\"$ref\": \"https://example.org/s.json\"}", "1");

        assertThat(verdict.status()).isEqualTo(Verdict.Status.ERRORED);
        assertThat(verdict.violations().getFirst().message())
                .startsWith("could not be checked: the schema report.schema.json cannot be used");
    }

    @Test
    void documents_beyond_reason_err_and_do_not_hold() throws Exception {
        assertThat(schema("true", "[" + "1,".repeat(25_000_000) + "1]")
                        .violations()
                        .getFirst()
                        .message())
                .isEqualTo("could not be checked: it is larger than 10 MB, too large for a schema");
        assertThat(schema("true", "[".repeat(100_000)).status()).isEqualTo(Verdict.Status.ERRORED);
        assertThat(schema("{\"multipleOf\": 3}", "1e999999999").status()).isEqualTo(Verdict.Status.ERRORED);
    }

    @Test
    void a_thousand_violations_are_counted_and_not_all_told() throws Exception {
        var verdict = schema("{\"items\": {\"type\": \"string\"}}", "[" + "1,".repeat(999) + "1]");

        assertThat(verdict.violations()).hasSize(51);
        assertThat(verdict.violations().getLast().message()).isEqualTo("and more: 950 other violations");
    }

    @Test
    void yaml_is_checked_as_the_json_it_could_be() throws Exception {
        var schema = "{\"properties\": {\"n\": {\"minimum\": 2}, \"t\": {\"type\": \"string\"}}}";

        assertThat(yaml(schema, "n: 3\nt: yes\n").held()).isTrue();
        assertThat(yaml(schema, "n: 1\n").violations()).containsExactly(new Violation("/n", "expected >= 2, found 1"));
        assertThat(yaml(schema, "n: .nan\n").status()).isEqualTo(Verdict.Status.BROKEN);
        assertThat(yaml(schema, "n: [\n").status()).isEqualTo(Verdict.Status.BROKEN);
    }

    @Test
    void yaml_that_unfolds_beyond_reason_errs() throws Exception {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(9))
                    .append("]\n");
        }

        assertThat(yaml("true", laughs.toString()).status()).isEqualTo(Verdict.Status.ERRORED);
        assertThat(yaml("true", "&a [*a]").held()).isFalse();
    }

    @Test
    void several_sources_are_all_checked_and_named() throws Exception {
        artifact("one", Format.JSON, "{\"n\": 1}");
        artifact("two", Format.JSON, "{\"n\": 5}");
        var schema = new PlannedSchema("s", "{\"properties\": {\"n\": {\"minimum\": 3}}}");

        assertThat(check(new Predicate.JsonSchema(schema, names("one", "two", "three")))
                        .violations())
                .containsExactly(
                        new Violation("one#/n", "expected >= 3, found 1"),
                        new Violation("three", "expected an artifact of this name, found none"));
    }

    @Test
    void a_contract_about_nothing_does_not_hold() throws Exception {
        assertThat(check(new Predicate.NonEmpty(List.of())).status()).isEqualTo(Verdict.Status.ERRORED);
    }

    @Test
    void a_folder_is_no_json_but_may_have_content() throws Exception {
        artifacts.add(new Artifact(
                new ArtifactName("dist"),
                Format.DIRECTORY,
                "",
                new Content.Folder(new TreeId("git-sha1:" + "0".repeat(40)), 2, 10),
                Artifact.Source.OUT));

        assertThat(check(new Predicate.NonEmpty(names("dist"))).held()).isTrue();
        assertThat(check(new Predicate.HasFormat(Format.JSON, names("dist"))).violations())
                .containsExactly(new Violation("dist", "expected json, found a folder"));
        assertThat(check(new Predicate.JsonSchema(new PlannedSchema("s", "true"), names("dist")))
                        .status())
                .isEqualTo(Verdict.Status.BROKEN);
    }

    @Test
    void formats_and_content_are_checked() throws Exception {
        artifact("text", Format.ANY, " \n");
        artifact("table", Format.ANY, "a,b\n1\n");

        assertThat(check(new Predicate.NonEmpty(names("text"))).violations())
                .containsExactly(new Violation("text", "it is empty"));
        assertThat(check(new Predicate.HasFormat(Format.CSV, names("table"))).status())
                .isEqualTo(Verdict.Status.BROKEN);
        assertThat(check(new Predicate.HasFormat(Format.TEXT, names("table"))).held())
                .isTrue();
    }

    @Test
    void a_command_holds_if_it_ends_with_zero_and_leaves_evidence() throws Exception {
        Files.writeString(workspace.resolve("x"), "kept");

        var verdict = shell("cat x; echo changed > x; echo $WAVE_STEP $GIVEN; ls -a");

        assertThat(verdict.held()).isTrue();
        assertThat(verdict.evidence()).contains("kept").contains("build v");
        assertThat(workspace.resolve("x")).hasContent("kept");
    }

    @Test
    void a_command_that_fails_is_broken_with_the_end_of_its_output() throws Exception {
        var verdict = shell("seq 100000; echo 'FAIL: x' >&2; exit 2");

        assertThat(verdict.status()).isEqualTo(Verdict.Status.BROKEN);
        assertThat(verdict.violations())
                .containsExactly(
                        new Violation("seq 100000; echo 'FAIL: x' >&2; exit 2", "expected exit code 0, found 2"));
        assertThat(verdict.evidence()).contains("FAIL: x");
        assertThat(verdict.evidence().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
    }

    @Test
    void a_command_that_takes_too_long_is_broken_and_dead() throws Exception {
        var verdict = check(new Predicate.Command(
                "command",
                new PlannedAction.Command.Shell("setsid sleep 1000 & sleep 1000"),
                ".",
                Duration.ofSeconds(1),
                Network.NONE));

        assertThat(verdict.status()).isEqualTo(Verdict.Status.BROKEN);
        assertThat(verdict.violations().getFirst().message()).isEqualTo("expected to end within 1 s, found it running");
    }

    @Test
    void a_missing_tool_errs_and_does_not_hold() throws Exception {
        assertThat(shell("no-such-tool --all").status()).isEqualTo(Verdict.Status.ERRORED);
        assertThat(words("no-such-tool").status()).isEqualTo(Verdict.Status.ERRORED);
        assertThat(words("sh", "-c", "exit 1").status()).isEqualTo(Verdict.Status.BROKEN);
        assertThat(check(new Predicate.Command(
                                "command",
                                new PlannedAction.Command.Shell("true"),
                                "no/such/dir",
                                Duration.ofMinutes(1),
                                Network.NONE))
                        .status())
                .isEqualTo(Verdict.Status.ERRORED);
    }

    @Test
    void cancelling_ends_a_command_and_is_no_verdict() throws Exception {
        var task = new FutureTask<>(() -> shell("sleep 1000"));
        var thread = Thread.ofVirtual().start(task);
        thread.interrupt();

        assertThatThrownBy(task::get).hasCauseInstanceOf(InterruptedException.class);
    }

    private Verdict schema(String schema, String document) throws InterruptedException {
        return against(schema, document, Format.JSON);
    }

    private Verdict yaml(String schema, String document) throws InterruptedException {
        return against(schema, document, Format.YAML);
    }

    private Verdict against(String schema, String document, Format format) throws InterruptedException {
        artifacts.clear();
        artifact("report", format, document);
        return check(new Predicate.JsonSchema(new PlannedSchema("report.schema.json", schema), names("report")));
    }

    private Verdict shell(String text) throws InterruptedException {
        return check(new Predicate.Command(
                "command", new PlannedAction.Command.Shell(text), ".", Duration.ofMinutes(1), Network.NONE));
    }

    @Test
    void a_command_finds_an_output_where_wave_will_put_it() throws Exception {
        placed.put("docs/new/report.md", blobs.put("# report".getBytes(StandardCharsets.UTF_8)));

        assertThat(shell("grep -q report docs/new/report.md").held()).isTrue();
        assertThat(workspace.resolve("docs")).doesNotExist();
    }

    private Verdict words(String... words) throws InterruptedException {
        var templates = List.of(words).stream().map(Template::literal).toList();
        return check(new Predicate.Command(
                "command", new PlannedAction.Command.Words(templates), ".", Duration.ofMinutes(1), Network.NONE));
    }

    private Verdict check(Predicate predicate) throws InterruptedException {
        var subject = new Subject(
                new StepId("build"),
                1,
                artifacts,
                placed,
                new PlainWorkspace(workspace, tag),
                new LinkedHashMap<>(Map.of("GIVEN", "v")),
                Template::text,
                _ -> {});
        return checks.check(new PlannedContract("test", predicate, Handover.Policy.DEFAULT), subject);
    }

    private void artifact(String name, Format format, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var content = new Content.Blob(blobs.put(bytes), bytes.length);
        artifacts.add(new Artifact(new ArtifactName(name), format, "", content, Artifact.Source.OUT));
    }

    private static List<ArtifactName> names(String... names) {
        return List.of(names).stream().map(ArtifactName::new).toList();
    }

    private static void awaitNoChecks() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .collect(Collectors.toSet())
                .contains("wave-check")) {
            assertThat(System.nanoTime()).as("given up in time").isLessThan(end);
            Thread.sleep(10);
        }
    }
}
