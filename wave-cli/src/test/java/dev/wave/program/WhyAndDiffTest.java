package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `wave why` says of a step that is not as it was, and `wave diff` of two runs.
class WhyAndDiffTest {
    @TempDir
    Path temp;

    private WaveInProcess project;

    @BeforeEach
    void make() throws InterruptedException {
        project = new WaveInProcess(temp)
                .with("WAVE_TRUST", "1")
                .file("agent.sh", """
                        task=$(cat)
                        { seq 1 20; printf '%s\\n' "$task" | grep -o 'line [0-9]* of the task'; } >"$WAVE_OUT/report.txt"
                        printf '%s\\n' "$task" | grep -q purple && echo more >> made.txt
                        exit 0
                        """)
                .file("a.txt", "a\n");
        write("");
        project.committed();
    }

    private void write(String word) {
        var task = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> "        line " + i + " of the task" + (i == 100 ? word : ""))
                .collect(Collectors.joining("\n"));
        project.file("wave.yaml", """
                default_adapter: own
                adapters: {own: {type: command, command: [sh, ./agent.sh]}}
                pipeline:
                  name: long
                  steps:
                    - id: look
                      persona: craftsman
                      task: |
                %s
                      artifacts: [{name: report, format: text}]
                    - {id: still, run: "echo still > .wave/out/same", artifacts: [same], sources: [nothing/**]}
                """.formatted(task));
    }

    @Test
    void of_a_long_task_why_shows_the_lines_that_changed_and_all_else_that_did() throws Exception {
        project.wave("run");
        write(", purple");
        project.file("a.txt", "b\n");

        var said = project.wave("why", "look");

        assertThat(said.out()).startsWith("""
                look would run: task is not as it was
                  @@ -97,7 +97,7 @@ line 96 of the task
                """).contains("""
                  -line 100 of the task
                  +line 100 of the task, purple
                """).endsWith("""
                not as it was either:
                  files: a.txt
                """);
        var json = JsonParser.parseString(
                        project.wave("why", "look", "--format", "json").out())
                .getAsJsonObject();
        assertThat(json.get("component").getAsString()).isEqualTo("task");
        assertThat(json.getAsJsonArray("differences")).hasSize(2);
        assertThat(json.getAsJsonArray("differences")
                        .get(0)
                        .getAsJsonObject()
                        .get("diff")
                        .getAsString())
                .contains("+line 100 of the task, purple\n");
    }

    @Test
    void diff_of_two_runs_says_how_steps_artifacts_and_files_differ() throws Exception {
        var first = project.wave("run").run();
        write(", purple");
        var second = project.wave("run").run();

        var said = project.wave("diff", first, second);

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out())
                .startsWith("run " + first + " → run " + second + "\nlook  not the same\n")
                .contains("  key task:\n    @@ -97,7 +97,7 @@")
                .contains("still  the same result\n  status  succeeded → reused\n")
                .contains("files  1 file not the same\n")
                .contains("+more\n");
        assertThat(project.wave("diff", first, second, "--stat").out()).doesNotContain("+more");
        assertThat(project.wave("diff", first, first).out())
                .isEqualTo("run %1$s → run %1$s\nlook  the same result\nstill  the same result\nfiles  the same\n"
                        .formatted(first));

        var json = JsonParser.parseString(
                        project.wave("diff", first, second, "--format", "json").out())
                .getAsJsonObject();
        assertThat(json.getAsJsonArray("steps")
                        .get(0)
                        .getAsJsonObject()
                        .get("same")
                        .getAsBoolean())
                .isFalse();
        assertThat(json.getAsJsonArray("files")
                        .get(0)
                        .getAsJsonObject()
                        .get("path")
                        .getAsString())
                .isEqualTo("made.txt");
    }

    @Test
    void diff_of_two_runs_shows_artifacts_line_by_line_and_refuses_runs_that_are_none() throws Exception {
        var first = project.wave("run").run();
        project.file("agent.sh", "seq 1 19 >\"$WAVE_OUT/report.txt\"\n");
        var second = project.wave("run").run();

        assertThat(project.wave("diff", first, second).out())
                .contains(
                        "  artifact report\n    @@ -17,204 +17,3 @@\n     17\n     18\n     19\n    -20\n    -line 1 of")
                .contains("more lines; `--format json` has them all");
        assertThat(project.wave("diff", first, "ffffff").code()).isEqualTo(2);
    }
}
