package dev.wave.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.model.Project;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each field of the language, one by one: it changes what is read, or it is an `E-NOT-YET`. Nothing is
/// parsed and ignored.
class LanguageFieldsTest {
    private static final String P = "pipeline: {name: p, steps: [{id: a, task: x}]}";

    private static final List<Row> TABLE = List.of(
            // wave.yaml
            effective(
                    "wave.yaml",
                    "pipeline",
                    file("steps: [{id: a, task: x}]"),
                    file("pipeline: {name: q, steps: [{id: a, task: x}]}")),
            effective("wave.yaml", "pipelines", file(P), file("pipelines: {q: {steps: [{id: a, task: x}]}}")),
            effective(
                    "wave.yaml",
                    "steps",
                    file("pipeline: {steps: [{id: b, task: x}]}"),
                    file("steps: [{id: a, task: x}]")),
            effective("wave.yaml", "personas", file(P), file(P + "\npersonas: {critic: {prompt: You criticise.}}")),
            effective("wave.yaml", "adapters", file(P), file(P + "\nadapters: {claude: {}}")),
            effective("wave.yaml", "defaults", file(P), file(P + "\ndefaults: {persona: tester}")),
            effective("wave.yaml", "default_adapter", file(P), file(P + "\ndefault_adapter: claude")),
            effective("wave.yaml", "project", file(P), file(P + "\nproject: {name: shop}")),
            effective("wave.yaml", "secrets", file(P), secret("env: A")),
            effective("a secret", "env", secret("env: A"), secret("env: B")),
            effective("a secret", "file", secret("env: A"), secret("file: a")),
            effective("a secret", "command", secret("command: a"), secret("command: [a]")),
            // defaults and project
            effective("'defaults'", "persona", defaults(""), defaults("persona: tester")),
            effective("'defaults'", "adapter", defaults(""), defaults("adapter: codex")),
            effective("'defaults'", "model", defaults(""), defaults("model: strong")),
            effective("'defaults'", "sandbox", defaults(""), defaults("sandbox: required")),
            effective("'project'", "name", file(P + "\nproject: {}"), file(P + "\nproject: {name: shop}")),
            notYet("'project'", "root", file(P + "\nproject: {root: ../..}")),
            // a pipeline
            effective("a pipeline", "name", pipeline(""), pipeline("name: q")),
            effective("a pipeline", "version", pipeline(""), pipeline("version: 1.2")),
            effective("a pipeline", "description", pipeline(""), pipeline("description: x")),
            effective("a pipeline", "params", pipeline(""), pipeline("params: {}")),
            effective("a pipeline", "max_parallel", pipeline(""), pipeline("max_parallel: 7")),
            effective("a pipeline", "fail_fast", pipeline(""), pipeline("fail_fast: true")),
            effective(
                    "a pipeline",
                    "steps",
                    file("pipeline: {steps: [{id: a, task: x}]}"),
                    file("pipeline: {steps: [{id: b, task: x}]}")),
            effective("a pipeline", "outputs", pipeline(""), pipeline("outputs: {report: a.report}")),
            notYet(
                    "a pipeline",
                    "budget",
                    pipeline("budget: {cost: 5.00 USD, tokens: 500k, time: 1h, model_calls: 200}")),
            notYet("a pipeline", "hooks", pipeline("hooks: [{on: run_started, run: x}]")),
            // a parameter
            effective("a parameter", "type", param(""), param("type: integer")),
            effective("a parameter", "description", param(""), param("description: x")),
            effective("a parameter", "default", param(""), param("default: x")),
            effective("a parameter", "enum", param(""), param("enum: [x, y]")),
            // a step
            effective("a step", "id", step("task: x"), file("pipeline: {name: p, steps: [{id: b, task: x}]}")),
            effective("a step", "persona", step("task: x"), step("task: x, persona: tester")),
            effective("a step", "task", step("persona: tester"), step("persona: tester, task: x")),
            effective("a step", "task_file", step("persona: tester"), step("persona: tester, task_file: t.md")),
            effective("a step", "run", step("task: make"), step("run: make")),
            effective("a step", "dependencies", ask(""), ask("dependencies: [b]")),
            effective("a step", "needs", ask(""), ask("needs: b")),
            effective("a step", "inputs", ask(""), ask("inputs: []")),
            effective("a step", "artifacts", ask(""), ask("artifacts: [r]")),
            effective("a step", "deliverables", ask("artifacts: [r]"), ask("deliverables: [r]")),
            effective("a step", "handover", ask(""), ask("handover: {contract: {type: non_empty}}")),
            effective("a step", "when", ask(""), ask("when: params.x == 1")),
            effective("a step", "timeout", ask(""), ask("timeout: 1h30m")),
            effective("a step", "idle_timeout", ask(""), ask("idle_timeout: 90s")),
            effective("a step", "retry", ask(""), ask("retry: {max: 0}")),
            effective("a step", "resources", ask(""), ask("resources: {output_limit: 1GB}")),
            effective("a step", "permissions", ask(""), ask("permissions: {deny: [Bash]}")),
            effective("a step", "sources", ask(""), ask("sources: [src/**]")),
            effective("a step", "workspace", ask(""), ask("workspace: empty")),
            effective("a step", "cache", ask(""), ask("cache: never")),
            effective("a step", "optional", ask(""), ask("optional: true")),
            effective("a step", "env", ask(""), ask("env: {CI: 1}")),
            effective("a step", "secrets", ask(""), ask("secrets: [TOKEN]")),
            effective("a step", "network", ask(""), ask("network: [example.org]")),
            effective("a step", "sandbox", ask(""), ask("sandbox: none")),
            notYet("a step", "gate", step("gate: {type: approval}")),
            notYet("a step", "loop", step("loop: {steps: [], until: x, max_iterations: 3}")),
            notYet("a step", "pipeline", step("pipeline: other")),
            notYet("a step", "params", step("pipeline: other, params: {a: b}")),
            notYet("a step", "uses", step("uses: git+https://example.org/x//y@v1")),
            notYet("a step", "for_each", ask("for_each: params.x")),
            notYet("a step", "matrix", ask("matrix: {os: [a, b]}")),
            notYet("a step", "as", ask("as: item")),
            notYet("a step", "key", ask("key: item.id")),
            notYet("a step", "max_parallel", ask("max_parallel: 2")),
            notYet("a step", "fail_fast", ask("fail_fast: true")),
            notYet("a step", "budget", ask("budget: {cost: 1 USD}")),
            notYet("a step", "labels", ask("labels: [gpu]")),
            notYet("a step", "hooks", ask("hooks: []")),
            // the parts of a step
            effective("'retry'", "max", ask("retry: {}"), ask("retry: {max: 3}")),
            effective("'retry'", "backoff", ask("retry: {}"), ask("retry: {backoff: fixed}")),
            effective("'retry'", "delay", ask("retry: {}"), ask("retry: {delay: 250ms}")),
            effective("'retry'", "from", ask("retry: {}"), ask("retry: {from: previous}")),
            effective("'resources'", "output_limit", ask(""), ask("resources: {output_limit: 512KB}")),
            effective("'resources'", "memory_limit", ask(""), ask("resources: {memory_limit: 2g}")),
            notYet("'resources'", "cpu", ask("resources: {cpu: 0.5}")),
            effective("'cache'", "ttl", ask(""), ask("cache: {ttl: 7d}")),
            effective("'cache'", "samples", ask(""), ask("cache: {samples: 3}")),
            effective("'workspace'", "include", ask(""), ask("workspace: {include: [.wave/prompts/**]}")),
            effective("'workspace'", "share", ask(""), ask("workspace: {share: [node_modules]}")),
            effective("'workspace'", "setup", ask(""), ask("workspace: {setup: npm ci}")),
            effective("'workspace'", "history", ask(""), ask("workspace: {history: true}")),
            effective("'workspace'", "base", ask("workspace: {base: tree}"), ask("workspace: {base: empty}")),
            notYet("'workspace'", "lfs", ask("workspace: {lfs: true}")),
            effective(
                    "'setup'", "run", ask("workspace: {setup: {run: a}}"), ask("workspace: {setup: {run: [npm, ci]}}")),
            effective(
                    "'setup'",
                    "sources",
                    ask("workspace: {setup: {run: a}}"),
                    ask("workspace: {setup: {run: a, sources: [package.json]}}")),
            effective(
                    "'setup'",
                    "secrets",
                    ask("workspace: {setup: {run: a}}"),
                    ask("workspace: {setup: {run: a, secrets: [TOKEN]}}")),
            effective("an input", "artifact", ask("inputs: [a]"), ask("inputs: [{artifact: b}]")),
            effective("an input", "from", input(""), input("from: b")),
            effective("an input", "as", input(""), input("as: c")),
            effective("an input", "optional", input(""), input("optional: true")),
            effective("an input", "schema", input(""), input("schema: s.json")),
            effective("an input", "inline", input(""), input("inline: true")),
            effective("an artifact", "name", ask("artifacts: [q]"), ask("artifacts: [{name: r}]")),
            effective("an artifact", "format", output(""), output("format: csv")),
            effective("an artifact", "path", output(""), output("path: docs/r.md")),
            effective("an artifact", "description", output(""), output("description: x")),
            effective("an artifact", "schema", output(""), output("schema: {type: object}")),
            effective("'handover'", "contract", ask(""), ask("handover: {contract: {type: non_empty}}")),
            effective(
                    "'handover'",
                    "contracts",
                    ask(""),
                    ask("handover: {contracts: [{type: non_empty}, {type: non_empty}]}")),
            // contracts
            effective(
                    "a contract",
                    "type",
                    contract("type: test_suite, command: x"),
                    contract("type: command, command: x")),
            effective(
                    "a contract",
                    "must_pass",
                    contract("type: non_empty"),
                    contract("type: non_empty, must_pass: false")),
            effective(
                    "a contract",
                    "on_failure",
                    contract("type: non_empty"),
                    contract("type: non_empty, on_failure: continue")),
            effective(
                    "a contract",
                    "max_retries",
                    contract("type: non_empty"),
                    contract("type: non_empty, max_retries: 5")),
            notYet("a contract", "rework_step", contract("type: non_empty, rework_step: a")),
            notYet("a contract", "escalation", contract("type: non_empty, escalation: {manual_review: true}")),
            notYet("a contract", "on_failure: rework", contract("type: non_empty, on_failure: rework")),
            notYet("a contract", "on_failure: escalate", contract("type: non_empty, on_failure: escalate")),
            notYet("a contract", "type: typescript_interface", contract("type: typescript_interface, source: x")),
            notYet("a contract", "type: markdown_spec", contract("type: markdown_spec, sections: [a]")),
            notYet("a contract", "type: diff", contract("type: diff, max_files: 3")),
            notYet("a contract", "type: judge", contract("type: judge, criteria: x")),
            notYet("a contract", "type: llm_judge", contract("type: llm_judge, criteria: x")),
            notYet("a contract", "type: agent_review", contract("type: agent_review, persona: x")),
            effective(
                    "a json_schema contract",
                    "schema",
                    contract("type: json_schema, schema: {}"),
                    contract("type: json_schema, schema: s.json")),
            effective(
                    "a json_schema contract",
                    "source",
                    contract("type: json_schema, schema: {}"),
                    contract("type: json_schema, schema: {}, source: r")),
            effective(
                    "a command contract",
                    "command",
                    contract("type: command, command: x"),
                    contract("type: command, command: [x]")),
            effective(
                    "a command contract",
                    "dir",
                    contract("type: command, command: x"),
                    contract("type: command, command: x, dir: sub")),
            effective(
                    "a command contract",
                    "timeout",
                    contract("type: command, command: x"),
                    contract("type: command, command: x, timeout: 1m")),
            effective(
                    "a command contract",
                    "network",
                    contract("type: command, command: x"),
                    contract("type: command, command: x, network: [a]")),
            effective(
                    "a test_suite contract",
                    "command",
                    contract("type: test_suite, command: x"),
                    contract("type: test_suite, command: y")),
            effective(
                    "a non_empty contract",
                    "source",
                    contract("type: non_empty"),
                    contract("type: non_empty, source: r")),
            effective(
                    "a format contract",
                    "format",
                    contract("type: format, format: csv"),
                    contract("type: format, format: json")),
            effective(
                    "a format contract",
                    "source",
                    contract("type: format, format: csv"),
                    contract("type: format, format: csv, source: r")),
            // permissions, personas, adapters
            effective(
                    "'permissions'",
                    "allow",
                    ask("permissions: {}"),
                    ask("permissions: {allow: ['file_read:src/**']}")),
            effective("'permissions'", "deny", ask("permissions: {}"), ask("permissions: {deny: ['exec:rm *']}")),
            effective(
                    "'permissions'",
                    "acknowledge",
                    ask("permissions: {}"),
                    ask("permissions: {acknowledge: [bash-writes]}")),
            effective("a persona", "prompt", persona(""), file(P + "\npersonas: {critic: {prompt: z}}")),
            effective("a persona", "description", persona(""), persona("description: x")),
            effective("a persona", "adapter", persona(""), persona("adapter: acp:goose")),
            effective("a persona", "model", persona(""), persona("model: cheap")),
            effective("a persona", "permissions", persona(""), persona("permissions: {allow: [Read]}")),
            effective("a persona", "sandbox", persona(""), persona("sandbox: auto")),
            effective("an adapter", "type", adapter("type: claude"), adapter("type: codex")),
            effective("an adapter", "command", adapter("type: claude"), adapter("type: claude, command: [x, y]")),
            effective("an adapter", "script", file(P), adapter("type: scripted, script: answers.yaml")),
            effective("an adapter", "model", adapter("type: claude"), adapter("type: claude, model: opus")),
            effective("an adapter", "models", adapter("type: claude"), adapter("type: claude, models: {cheap: haiku}")),
            effective("an adapter", "env", adapter("type: claude"), adapter("type: claude, env: {A: b}")),
            effective("an adapter", "args", adapter("type: claude"), adapter("type: claude, args: [--fast]")),
            effective("an adapter", "base_url", adapter("type: openai"), adapter("type: openai, base_url: 'http://x'")),
            effective("an adapter", "api_key_env", adapter("type: openai"), adapter("type: openai, api_key_env: KEY")),
            effective("an adapter", "auth", adapter("type: claude"), adapter("type: claude, auth: login")));

    /// Places all of whose fields are those of others, or are tried as theirs.
    private static final List<Vocabulary> OF_OTHERS = List.of(
            Vocabulary.WAVE_YAML_WITH_STEPS,
            Vocabulary.PIPELINE_FILE,
            Vocabulary.PIPELINE_FILE_WITH_STEPS,
            Vocabulary.JSON_SCHEMA_CONTRACT,
            Vocabulary.TEST_SUITE_CONTRACT,
            Vocabulary.COMMAND_CONTRACT,
            Vocabulary.NON_EMPTY_CONTRACT,
            Vocabulary.FORMAT_CONTRACT);

    /// One field, with a project without and with it.
    record Row(String place, String field, String without, String with, boolean isEffective) {
        @Override
        public String toString() {
            return place + ", " + field;
        }
    }

    @ParameterizedTest
    @MethodSource("effectiveRows")
    void changes_what_is_read(Row row) {
        assertThat(withoutPlaces(project(row.with()))).isNotEqualTo(withoutPlaces(project(row.without())));
    }

    @ParameterizedTest
    @MethodSource("rowsNotYet")
    void is_an_error_that_names_the_field(Row row) {
        var problems = read(row.with()).diagnostics();

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(Code.E_NOT_YET);
            assertThat(problem.message()).contains("'" + row.field() + "'");
        });
        assertThat(problems).map(problem -> problem.code()).containsOnly(Code.E_NOT_YET);
    }

    @Test
    void the_table_has_every_field_the_readers_know() {
        var known = new TreeSet<String>();
        Stream.of(Vocabulary.values())
                .filter(place -> !OF_OTHERS.contains(place))
                .map(Vocabulary::names)
                .forEach(names -> {
                    names.effective().forEach(field -> known.add(names.what() + ", " + field));
                    names.notYet().forEach(field -> known.add(names.what() + ", " + field));
                });

        assertThat(TABLE).map(Row::toString).containsAll(known);
    }

    @Test
    void the_vocabulary_has_every_table_of_the_readers() throws Exception {
        var tables = new ArrayList<FieldNames>();
        var folder = Path.of(FieldNames.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("dev/wave/load");
        try (var classes = Files.list(folder)) {
            for (var file :
                    classes.map(path -> path.getFileName().toString()).sorted().toList()) {
                if (file.endsWith(".class") && !file.equals("package-info.class")) {
                    for (var field : Class.forName("dev.wave.load." + file.replace(".class", ""))
                            .getDeclaredFields()) {
                        if (field.getType() == FieldNames.class && Modifier.isStatic(field.getModifiers())) {
                            tables.add((FieldNames) field.get(null));
                        }
                    }
                }
            }
        }

        assertThat(tables).hasSizeGreaterThan(20);
        assertThat(Stream.of(Vocabulary.values()).map(Vocabulary::names)).containsAll(tables);
    }

    static Stream<Row> effectiveRows() {
        return TABLE.stream().filter(Row::isEffective);
    }

    static Stream<Row> rowsNotYet() {
        return TABLE.stream().filter(row -> !row.isEffective());
    }

    private static Row effective(String place, String field, String without, String with) {
        return new Row(place, field, without, with, true);
    }

    private static Row notYet(String place, String field, String with) {
        return new Row(place, field, "", with, false);
    }

    private static String file(String text) {
        return text + "\n";
    }

    private static String defaults(String fields) {
        return P + "\ndefaults: {" + fields + "}\n";
    }

    private static String pipeline(String fields) {
        return "pipeline: {" + fields + (fields.isEmpty() ? "" : ", ") + "steps: [{id: a, task: x}]}\n";
    }

    private static String param(String fields) {
        return pipeline("params: {x: {" + fields + "}}");
    }

    private static String step(String fields) {
        return "pipeline: {name: p, steps: [{id: a, " + fields + "}]}\n";
    }

    private static String ask(String fields) {
        return step("task: x" + (fields.isEmpty() ? "" : ", " + fields));
    }

    private static String input(String fields) {
        return ask("inputs: [{artifact: r" + (fields.isEmpty() ? "" : ", " + fields) + "}]");
    }

    private static String output(String fields) {
        return ask("artifacts: [{name: r" + (fields.isEmpty() ? "" : ", " + fields) + "}]");
    }

    private static String contract(String fields) {
        return ask("handover: {contract: {" + fields + "}}");
    }

    private static String persona(String fields) {
        return P + "\npersonas: {critic: {prompt: y" + (fields.isEmpty() ? "" : ", " + fields) + "}}\n";
    }

    private static String secret(String fields) {
        return P + "\nsecrets: {TOKEN: {" + fields + "}}\n";
    }

    private static String adapter(String fields) {
        return P + "\nadapters: {mine: {" + fields + "}}\n";
    }

    private static Project project(String waveYaml) {
        return switch (read(waveYaml)) {
            case Checked.Valid<Project>(var project, var _) -> project;
            case Checked.Invalid<Project>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static Checked<Project> read(String waveYaml) {
        return ProjectReader.read(
                MemoryFiles.waveYaml(waveYaml)
                        .with("t.md", "A task.\n")
                        .with("s.json", "{}")
                        .with("answers.yaml", "steps: {}\n"),
                "folder");
    }

    private static String withoutPlaces(Project project) {
        return project.toString()
                .replaceAll("(wave\\.yaml|t\\.md|s\\.json):\\d+:\\d+", "@")
                .replaceAll("layout=\\w+\\[[^]]*\\]", "");
    }
}
