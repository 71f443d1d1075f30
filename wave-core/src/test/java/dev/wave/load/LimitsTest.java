package dev.wave.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.DiagnosticText;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What no honest author writes: each gets a diagnostic, in bounded time and memory, and never a stack trace.
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {

    static Stream<String> bombs() {
        return Stream.of(
                "[".repeat(20_000),
                "{a: ".repeat(20_000),
                "- ".repeat(20_000),
                "pipeline: " + "[".repeat(20_000) + "]".repeat(20_000),
                IntStream.range(0, 20_000).mapToObj(depth -> "a:\n").collect(Collectors.joining()),
                IntStream.range(0, 2_000)
                        .mapToObj(depth -> " ".repeat(depth) + "a:\n")
                        .collect(Collectors.joining()),
                "? ".repeat(20_000),
                "&a ".repeat(20_000),
                "!!a ".repeat(20_000),
                "x: &x [" + "x,".repeat(5_000) + "]\npipeline: [" + "*x,".repeat(5_000) + "]",
                "steps: [" + "{id: a},".repeat(100_000) + "]",
                "steps:\n" + "- {id: a, task: x, nope: y}\n".repeat(100_000),
                "a".repeat(5_000_000),
                "a: " + "\u4e2d".repeat(2_000_000),
                "a: \"" + "\\x41".repeat(900_000),
                "'".repeat(1_000_000),
                "\"".repeat(1_000_001),
                "#".repeat(4_000_000),
                "\t".repeat(1_000_000),
                "\n".repeat(4_000_000) + "[",
                "%".repeat(1_000_000),
                "---\n".repeat(1_000_000),
                "a: |\n" + " ".repeat(3_000_000),
                "? " + "k".repeat(3_000_000) + "\n: v",
                "\0",
                "\ud800",
                "pipeline: {name: \ufffe}");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void end_in_a_diagnostic(String text) {
        var checked = ProjectReader.read(MemoryFiles.waveYaml(text), "folder");

        assertThat(checked).isInstanceOf(Checked.Invalid.class);
        assertThat(checked.diagnostics()).hasSizeLessThanOrEqualTo(Problems.MOST);
        assertThat(checked.diagnostics())
                .allSatisfy(problem ->
                        assertThat(DiagnosticText.of(problem, text).length()).isLessThan(2_000));
    }

    @Test
    void names_the_depth_limit_at_its_place() {
        assertThat(headlines("pipeline: " + "[".repeat(20_000)))
                .containsExactly("wave.yaml:1:74: error[E-YAML]: nested deeper than 64 levels");
    }

    @Test
    void reports_a_file_that_cannot_be_used() {
        for (var reason :
                List.of("it is not UTF-8", "it is larger than 4 MB", "it is a folder", "it leads out of the project")) {
            assertThat(ProjectReader.read(new MemoryFiles().unusable("wave.yaml", reason), "folder")
                            .diagnostics())
                    .map(Diagnostic::headline)
                    .containsExactly("wave.yaml:1:1: error[E-FILE]: the file cannot be used: " + reason);
        }
    }

    @Test
    void reports_every_unusable_file_of_a_project() {
        var files = MemoryFiles.waveYaml("""
                        pipeline:
                          steps:
                            - {id: a, task_file: t.md}
                            - {id: b, task: x, handover: {contract: {type: json_schema, schema: s.json}}}
                        """)
                .unusable("t.md", "it is not UTF-8")
                .unusable("s.json", "it is a folder")
                .unusable(".wave/local.yaml", "it is a folder")
                .unusable(".wave/pipelines/p.yaml", "it is not UTF-8")
                .unusable(".wave/personas/q.md", "it is not UTF-8")
                .unusable(".wave/contracts/r.json", "it is not UTF-8");

        assertThat(ProjectReader.read(files, "folder").diagnostics())
                .map(Diagnostic::headline)
                .containsExactly(
                        ".wave/contracts/r.json:1:1: error[E-SCHEMA]: the schema file '.wave/contracts/r.json' cannot be used:"
                                + " it is not UTF-8",
                        ".wave/local.yaml:1:1: error[E-FILE]: the file cannot be used: it is a folder",
                        ".wave/personas/q.md:1:1: error[E-FILE]: the file cannot be used: it is not UTF-8",
                        ".wave/pipelines/p.yaml:1:1: error[E-FILE]: the file cannot be used: it is not UTF-8",
                        "wave.yaml:3:26: error[E-FILE]: the task file 't.md' cannot be used: it is not UTF-8",
                        "wave.yaml:4:73: error[E-SCHEMA]: the schema file 's.json' cannot be used: it is a folder");
    }

    @Test
    void refuses_a_file_above_the_limit_whoever_read_it() {
        var files = MemoryFiles.waveYaml("#".repeat(100 * 1024 * 1024));

        assertThat(ProjectReader.read(files, "folder").diagnostics())
                .map(Diagnostic::headline)
                .containsExactly("wave.yaml:1:1: error[E-FILE]: the file cannot be used: it is larger than 4 MB");
    }

    @Test
    void refuses_deep_and_large_schemas() {
        var step =
                "pipeline:\n  steps:\n    - {id: b, task: x, handover: {contract: {type: json_schema, schema: s.json}}}\n";
        for (var schema : List.of(
                "{\"not\":".repeat(20_000),
                "[".repeat(20_000),
                "1".repeat(100_000),
                "\"" + "a".repeat(5_000_000) + "\"")) {
            assertThat(ProjectReader.read(MemoryFiles.waveYaml(step).with("s.json", schema), "folder")
                            .diagnostics())
                    .map(Diagnostic::code)
                    .containsExactly(Code.E_SCHEMA);
        }
    }

    @Test
    void follows_schemas_that_refer_to_each_other_once() {
        var files = MemoryFiles.waveYaml(
                        "pipeline:\n  steps:\n    - {id: b, task: x, handover: {contract: {type: json_schema, schema: a.json}}}\n")
                .with("a.json", "{\"$ref\": \"b.json\"}")
                .with("b.json", "{\"$ref\": \"a.json\"}");

        assertThat(ProjectReader.read(files, "folder").diagnostics()).isEmpty();
    }

    @Test
    void reads_a_pipeline_of_ten_thousand_steps_in_time() {
        var steps = IntStream.range(0, 10_000)
                .mapToObj(i -> "    - id: s" + i + "\n      task: Do {thing} number " + i + "\n      artifacts: [a" + i
                        + "]\n" + (i > 0 ? "      dependencies: [s" + (i - 1) + "]\n" : ""))
                .collect(Collectors.joining());
        var started = System.nanoTime();

        var checked = ProjectReader.read(MemoryFiles.waveYaml("pipeline:\n  steps:\n" + steps), "folder");

        assertThat(checked).isInstanceOf(Checked.Valid.class);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
    }

    private static List<String> headlines(String text) {
        return ProjectReader.read(MemoryFiles.waveYaml(text), "folder").diagnostics().stream()
                .map(Diagnostic::headline)
                .toList();
    }
}
