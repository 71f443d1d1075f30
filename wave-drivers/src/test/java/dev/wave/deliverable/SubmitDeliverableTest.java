package dev.wave.deliverable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.collect.Offering;
import dev.wave.collect.Wanted;
import dev.wave.mcp.Tool;
import dev.wave.model.ArtifactName;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Digest;
import dev.wave.model.JsonText;
import dev.wave.model.Value;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitDeliverableTest {
    private static final String REPORT = """
            deliverables: [{name: report, format: json, description: what was found}]
            handover:
              contract:
                type: json_schema
                schema:
                  type: object
                  required: [title, findings]
                  properties:
                    title: {type: string, minLength: 5}
                    findings: {type: array, items: {$ref: '#/$defs/finding'}}
                  $defs: {finding: {type: object, required: [file]}}
            """;

    @TempDir
    Path folder;

    private final List<Activity> activity = new ArrayList<>();
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        out = Files.createDirectories(folder.resolve("step/.wave/out"));
    }

    @Test
    void says_all_that_is_wrong_and_takes_what_is_right() throws Exception {
        var tool = tool(Steps.step(REPORT));

        assertThat(tool.call(json("{'content': {'title': 'x', 'findings': [{}]}}")))
                .isEqualTo(new Tool.Answer("""
                        report is not accepted, 2 violations:
                        - /findings/0/file: expected a value, found nothing
                        - /title: expected at least 5 characters, found 1
                        Fix them and call again.""", true));
        assertThat(files()).isEmpty();

        assertThat(tool.call(json(
                        "{'name': 'report', 'content': {'title': 'Enough', 'findings': [{'file': 'a', 'n': 1.50}]}}")))
                .isEqualTo(new Tool.Answer("accepted: report", false));
        assertThat(files()).containsExactly("report.json");
        assertThat(out.resolve("report.json")).hasContent("""
                        {
                          "title": "Enough",
                          "findings": [
                            {
                              "file": "a",
                              "n": 1.5
                            }
                          ]
                        }
                        """);
        assertThat(activity)
                .containsExactly(
                        new Activity.Notice("submitted report: 2 violations"),
                        new Activity.Notice("submitted report: accepted"));
        assertThat(tool.accepted())
                .isEqualTo(
                        Map.of(new ArtifactName("report"), Digest.of(Files.readAllBytes(out.resolve("report.json")))));
    }

    @Test
    void leads_a_model_to_what_the_output_has_to_be() {
        var tool = tool(Steps.step(REPORT));

        assertThat(tool.name()).isEqualTo("submit_deliverable");
        assertThat(tool.description()).endsWith("Outputs:\n- report (required): what was found");
        assertThat(CanonicalJson.inOrder(tool.arguments())).isEqualTo("""
                        {"type":"object","properties":{\
                        "name":{"type":"string","enum":["report"],"description":"Which output it is."},\
                        "content":{"properties":{"findings":{"items":{"$ref":"#/$defs/finding"},"type":"array"},"title":{"minLength":5,"type":"string"}},"required":["title","findings"],"type":"object"},\
                        "paths":{"type":"array","items":{"type":"string"},"description":"Instead of content: files of the project that you created or changed and that are the output."}},\
                        "$defs":{"finding":{"required":["file"],"type":"object"}}}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: object, $id: 'https://example.org/x'}",
                "{properties: {a: {$ref: '#'}}}",
                "{properties: {a: {$ref: '#/properties/b'}, b: {}}}",
                "{properties: {a: {$anchor: here}}}"
            })
    void describes_a_schema_that_cannot_be_a_part_of_another(String schema) {
        var step = Steps.step("deliverables: [{name: report, format: json, schema: " + schema + "}]");

        assertThat(CanonicalJson.inOrder(tool(step).arguments())).contains("""
                        "content":{"description":"report: the JSON value itself, not a text, valid against this JSON Schema:""");
    }

    @Test
    void asks_for_the_name_where_there_are_several() throws Exception {
        var tool = tool(Steps.step(
                "deliverables: [{name: notes, format: markdown}]\nartifacts: [{name: patch, format: diff}]"));

        assertThat(CanonicalJson.inOrder(tool.arguments()))
                .contains(
                        "\"enum\":[\"patch\",\"notes\"]",
                        "\"content\":{\"type\":\"string\",\"description\":\"patch: the whole text, diff\\nnotes: the whole text, markdown\"}",
                        "\"required\":[\"name\"]");
        assertThat(tool.call(json("{'content': 'x'}")).text())
                .isEqualTo(
                        "it is not accepted, 1 violation:\n- /name: expected one of patch, notes\nFix it and call again.");
        assertThat(tool.call(json("{'name': 'other', 'content': 'x'}")).failed())
                .isTrue();
        assertThat(tool.call(json("{'name': 'notes', 'content': '# N'}")).failed())
                .isFalse();
        assertThat(tool.call(json("{'name': 'patch', 'content': 'no diff'}")).text())
                .contains("- /content: ");
        assertThat(files()).containsExactly("notes.md");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'content': 'a', 'paths': ['b']}   | expected either `content` or `paths`",
                "{}                                 | expected either `content` or `paths`",
                "{'content': null}                  | expected either `content` or `paths`",
                "{'content': {'a': 1}}              | /content: expected a text, found something else",
                "{'content': ''}                    | /content: it is empty",
                "{'content': '  '}                  | /content: it is empty",
                "{'name': 7, 'content': 'x'}        | /name: expected text",
                "{'paths': 'a'}                     | /paths: expected a list of paths",
                "{'paths': [1]}                     | /paths: expected a list of paths",
                "{'paths': []}                      | /paths: expected at least one path",
                "{'paths': ['/etc/passwd']}         | '/etc/passwd' is no path in the workspace",
                "{'paths': ['a', '../b']}           | '../b' is no path in the workspace",
                "{'paths': ['']}                    | '' is no path in the workspace"
            })
    void says_what_is_wrong_with_the_arguments(String arguments, String violation) throws Exception {
        var tool = tool(Steps.step("deliverables: [{name: text, format: text}]"));

        assertThat(tool.call(json(arguments)).text()).contains("\n- " + violation + "\n");
        assertThat(files()).isEmpty();
    }

    @Test
    void takes_json_that_comes_as_a_text_the_way_it_was_written() throws Exception {
        var tool = tool(Steps.step("deliverables: [{name: data, format: json}]"));

        tool.call(json("{'content': '[1.0,  2]'}"));
        assertThat(out.resolve("data.json")).hasContent("[1.0,  2]");
        tool.call(json("{'content': 'words'}"));
        assertThat(out.resolve("data.json")).hasContent("\"words\"");
        assertThat(tool.call(json("{'content': '{\\\"a\\\":1,\\\"a\\\":2}'}")).failed())
                .isFalse();
    }

    @Test
    void takes_files_by_their_names() throws Exception {
        var tool = tool(Steps.step("deliverables: [{name: code, format: directory}]"));

        assertThat(tool.call(json("{'paths': ['src/a.js', '/workspace/src/b.js']}")))
                .isEqualTo(new Tool.Answer("accepted: code, if these are files that you created or changed", false));
        assertThat(out.resolve("code.paths")).hasContent("src/a.js\n/workspace/src/b.js\n");
        assertThat(tool.call(json("{'content': 'x'}")).text())
                .contains("- /content: expected `paths`, since it is a folder");
        assertThat(tool.accepted()).isEmpty();
    }

    @Test
    void what_was_offered_before_gives_way() throws Exception {
        var tool = tool(Steps.step("artifacts: [{name: text, format: text}, text-more, {name: other, format: json}]"));
        for (var file : List.of("text.md", "text", "text.paths", "text-more.txt", "other.json")) {
            Files.writeString(out.resolve(file), "old");
        }

        assertThat(tool.call(json("{'name': 'text', 'content': 'new'}")).failed())
                .isFalse();

        assertThat(files()).containsExactly("other.json", "text-more.txt", "text.txt");
    }

    @Test
    void writes_through_no_link_and_over_no_folder() throws Exception {
        var tool = tool(Steps.step("artifacts: [{name: text, format: text}]"));
        var secret = Files.writeString(folder.resolve("secret"), "kept");
        Files.createSymbolicLink(out.resolve("text.txt"), secret);
        Files.createSymbolicLink(out.resolve(".text.txt.part"), secret);

        assertThat(tool.call(json("{'content': 'new'}")).failed()).isFalse();
        assertThat(secret).hasContent("kept");
        assertThat(Files.isRegularFile(out.resolve("text.txt"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(files()).containsExactly("text.txt");

        Files.delete(out.resolve("text.txt"));
        Files.createDirectories(out.resolve("text.txt/x"));
        assertThat(tool.call(json("{'content': 'new'}")).text())
                .contains("- a folder is in the way: remove .wave/out/text.txt\n");
        Files.delete(out.resolve("text.txt/x"));
        Files.delete(out.resolve("text.txt"));
        Files.createDirectories(out.resolve(".text.txt.part"));
        assertThat(tool.call(json("{'content': 'new'}")).text()).contains("- it cannot be written to .wave/out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", ".wave"})
    void follows_no_link_in_the_place_of_its_folder(String name) throws Exception {
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere/out"));
        Files.delete(out);
        if (name.equals("out")) {
            Files.createSymbolicLink(out, elsewhere);
        } else {
            Files.delete(out.getParent());
            Files.createSymbolicLink(out.getParent(), elsewhere.getParent());
        }

        var answer = tool(Steps.step("artifacts: [text]")).call(json("{'content': 'new'}"));

        assertThat(answer.failed()).isTrue();
        assertThat(answer.text())
                .contains("- it cannot be written to .wave/out")
                .doesNotContain(folder.toString());
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void takes_nothing_once_the_attempt_is_over() throws Exception {
        var tool = tool(Steps.step("artifacts: [text]"));
        tool.close();

        assertThat(tool.call(json("{'content': 'late'}")).text()).contains("- the attempt is over\n");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_schema_that_takes_for_ever_is_no_pass() throws Exception {
        var tool = tool(Steps.step(
                "deliverables: [{name: data, format: json, schema: {pattern: '^(([a-z])+.)+[A-Z]([a-z])+$'}}]"));

        assertThat(tool.call(json("{'content': '" + "a".repeat(2000) + "'}")).failed())
                .isTrue();
        assertThat(files()).isEmpty();
    }

    @Test
    void only_one_json_output_makes_a_schema_of_the_answer() {
        assertThat(SubmitDeliverable.answerSchema(Steps.step(REPORT)))
                .hasValueSatisfying(schema -> assertThat(schema).contains("minLength"));
        assertThat(SubmitDeliverable.answerSchema(Steps.step("deliverables: [{name: a, schema: {type: object}}]")))
                .contains("{\"type\":\"object\"}");
        assertThat(SubmitDeliverable.answerSchema(Steps.step("deliverables: [{name: a, format: json}]")))
                .isEmpty();
        assertThat(SubmitDeliverable.answerSchema(Steps.step(
                        "deliverables: [{name: a, schema: {type: object}}, {name: b, schema: {type: object}}]")))
                .isEmpty();
    }

    private SubmitDeliverable tool(PlannedStep step) {
        var wanted = step.outputs().stream()
                .map(output -> new Wanted(output.name(), output.required(), output.format(), Optional.empty()))
                .toList();
        return new SubmitDeliverable(step, new Offering(out, "/workspace", wanted), activity::add);
    }

    private static Value.Obj json(String text) {
        return (Value.Obj) ((JsonText.Read.Parsed) JsonText.read(text.replace('\'', '"'))).value();
    }

    private List<String> files() throws IOException {
        var files = new TreeMap<String, Path>();
        try (var list = Files.list(out)) {
            list.forEach(file -> files.put(file.getFileName().toString(), file));
        }
        return List.copyOf(files.keySet());
    }
}
