package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page about runs as JSON names what the program prints, with its types, and nothing else.
class JsonPageTest {
    private static final Path PAGE = Path.of("../docs/reference/json.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([a-z ]+)(\\?)? \\|.*");

    /// What a value of a type looks like, written as JSON.
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("text", "\".*\""),
            Map.entry("list of text", "\\[(\".*\")?\\]"),
            Map.entry("word", "\"[a-z_]+\""),
            Map.entry("time", "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\""),
            Map.entry("digest", "\"sha256:[0-9a-f]{64}\""),
            Map.entry("tree", "\"git-sha(1|256):[0-9a-f]+\""),
            Map.entry("dollars", "\"\\d+(\\.\\d+)?\""),
            Map.entry("count", "\\d+"),
            Map.entry("bytes", "\\d+"),
            Map.entry("ms", "\\d+"),
            Map.entry("truth", "true|false"));

    /// Where an object has names of people's making.
    private static final Pattern NAMES = Pattern.compile("steps\\[]\\.artifacts\\.[^\\[.]+");

    @TempDir
    Path temp;

    private WaveInProcess wave;
    private WaveInProcess other;
    private final List<String> runs = new ArrayList<>();

    private record Field(String type, boolean mayBeAbsent) {}

    /// Runs that between them have everything: attempts that fail and are repaired, steps that are reused, replayed,
    /// skipped, and some of which nobody knows what they used.
    @BeforeEach
    void runs() throws Exception {
        wave = new WaveInProcess(temp)
                .with("WAVE_TRUST", "1")
                .file("answers.yaml", """
                        steps:
                          look:
                            say: I looked.
                            tools: [Read, {name: Bash, summary: npm test, ok: false}]
                            errors: "a warning\\n"
                            outputs: {scan.md: "# What I found\\n"}
                            usage: {input: 1200, cached: 300, output: 90, calls: 2, cost: 0.01}
                          change:
                            - {say: half, write: {src/a.txt: "half\\n"}}
                            - {say: whole, write: {src/a.txt: "whole\\n"}}
                        """)
                .file("src/a.txt", "none\n")
                .file("wave.yaml", project("look around"))
                .committed();
        runs.add(run(0, "good"));
        runs.add(run(1, "bad"));
        wave.file(
                "wave.yaml",
                project("look around twice\\nand again\\n\\nand once more, please, at everything that is there"));
        wave.file(
                "answers.yaml",
                wave.read("answers.yaml")
                        .replace("What I found", "What I see")
                        .replace("- {say: half, write: {src/a.txt: \"half\\n\"}}", "")
                        .replace("whole\\n", "whole\\nnew\\n"));
        runs.add(run(0, "good"));
        assertThat(wave.wave("record", "good", "--as", "case").code()).isZero();
        runs.add(run(0, "good"));
        wave.sh("git add -A; git commit -q -m Record; git clone -q . ../other");
        other = new WaveInProcess(temp, "other").with("WAVE_TRUST", "1");
        assertThat(other.wave("run", "good", "--locked").code()).isZero();
    }

    private static String project(String task) {
        return """
                default_adapter: demo
                adapters: {demo: {type: scripted, script: answers.yaml}}
                pipelines:
                  good:
                    outputs: {scan: look.scan}
                    steps:
                      - {id: look, persona: navigator, task: "%s", artifacts: [scan]}
                      - id: change
                        persona: craftsman
                        dependencies: [look]
                        task: Change it
                        handover: {contract: {type: command, command: "echo checked; grep -q whole src/a.txt"}}
                      - {id: never, dependencies: [look], when: "false", run: "true"}
                  bad:
                    steps:
                      - {id: fail, persona: craftsman, task: Try, handover: {contract: {type: command, command: "echo no; exit 1"}}}
                      - {id: after, dependencies: [fail], run: "true"}
                """.formatted(task);
    }

    private String run(int code, String... words) throws InterruptedException {
        var all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(words));
        var said = wave.wave(all.toArray(String[]::new));
        assertThat(said.code()).as(said.all()).isEqualTo(code);
        return said.run();
    }

    @Test
    void status() throws Exception {
        compare("wave status", false, lines("status", "--limit=2"));
    }

    @Test
    void show() throws Exception {
        var lines = new ArrayList<String>();
        for (var run : runs) {
            lines.addAll(lines("show", run));
        }
        lines.addAll(lines(other, "show"));
        compare("wave show", false, lines);
    }

    @Test
    void a_step() throws Exception {
        var lines = new ArrayList<String>();
        for (var run : runs) {
            for (var step : run.equals(runs.get(1)) ? List.of("fail", "after") : List.of("look", "change", "never")) {
                lines.addAll(lines("show", run, step));
            }
        }
        lines.addAll(lines(other, "show", other.wave("run", "good", "--locked").run(), "look"));
        compare("wave show RUN STEP", false, lines);
    }

    @Test
    void artifacts() throws Exception {
        var lines = new ArrayList<>(lines("artifacts", runs.getFirst(), "--export", "../out"));
        lines.addAll(lines("artifacts", runs.getLast()));
        compare("wave artifacts", false, lines);
    }

    @Test
    void a_difference() throws Exception {
        compare("wave diff", false, lines("diff", runs.getLast()));
        var lines = new ArrayList<>(lines("diff", runs.get(1), runs.get(2)));
        lines.addAll(lines("diff", runs.get(0), runs.get(2)));
        compare("wave diff RUN RUN", true, lines);
    }

    private List<String> lines(String... words) throws InterruptedException {
        return lines(wave, words);
    }

    private static List<String> lines(WaveInProcess wave, String... words) throws InterruptedException {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--format", words[0].equals("logs") ? "ndjson" : "json"));
        var said = wave.wave(all.toArray(String[]::new));
        assertThat(said.code()).as(said.all()).isZero();
        return said.out().lines().toList();
    }

    /// @param some whether fields that are sometimes absent may be missing in all of the lines
    private static void compare(String section, boolean some, List<String> lines) throws Exception {
        var said = fields(section);
        var printed = new TreeMap<String, List<String>>();
        lines.forEach(line -> collect("", JsonParser.parseString(line), printed));

        assertThat(printed.keySet()).as("printed, and on the page").isSubsetOf(said.keySet());
        printed.forEach((field, values) -> assertThat(values)
                .as(field)
                .allMatch(value ->
                        value.matches("(?s)" + TYPES.get(said.get(field).type()))));
        var missing = new TreeSet<>(said.keySet());
        missing.removeAll(printed.keySet());
        missing.removeIf(
                field -> field.contains("drift[]") || (some && said.get(field).mayBeAbsent())); // PinsTest has drift
        assertThat(missing).as("on the page, and printed").isEmpty();
    }

    /// The values of every field, by its path.
    private static void collect(String path, JsonElement value, Map<String, List<String>> fields) {
        if (value.isJsonObject()) {
            value.getAsJsonObject()
                    .entrySet()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), fields));
        } else if (value.isJsonArray()
                && value.getAsJsonArray().asList().stream().anyMatch(JsonElement::isJsonObject)) {
            value.getAsJsonArray().forEach(item -> collect(path + "[]", item, fields));
        } else if (!value.isJsonArray() || isListOfTexts(path)) {
            var name = NAMES.matcher(path).matches() ? "steps[].artifacts.NAME" : path;
            fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value.toString());
        }
    }

    /// Of an empty list nobody can tell what it is a list of.
    private static boolean isListOfTexts(String path) {
        return path.equals("dependencies") || path.endsWith("].files");
    }

    private static Map<String, Field> fields(String section) throws Exception {
        var page = Files.readString(PAGE);
        var begin = page.indexOf("\n## " + section + "\n");
        var end = page.indexOf("\n## ", begin + 1);
        var fields = new LinkedHashMap<String, Field>();
        page.substring(begin, end < 0 ? page.length() : end)
                .lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row -> fields.put(row.group(1), new Field(row.group(2), row.group(3) != null)));
        assertThat(fields).as(section).isNotEmpty();
        assertThat(fields.values().stream().map(Field::type).collect(Collectors.toSet()))
                .isSubsetOf(TYPES.keySet());
        return fields;
    }

    @Test
    void logs() throws Exception {
        compare("wave logs", false, lines("logs", "--run", runs.getFirst()));
    }
}
