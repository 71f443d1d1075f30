package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two Waves at work on one project at the same time.
class TwoRunsTest {
    private static final String AGENT = """
            echo "$WAVE_STEP start" >> "$LEDGER"
            cat > /dev/null
            while [ ! -e "$FOLDER/go" ]; do sleep 0.05; done
            echo "$WAVE_STEP" > "$WAVE_OUT/$WAVE_STEP-note.txt"
            """;

    private static final String PIPELINE = """
            name: pair
            steps:
              - {id: first, persona: craftsman, task: "First", artifacts: [{name: first-note, format: text}]}
              - {id: other, persona: craftsman, task: "Other", artifacts: [{name: other-note, format: text}]}
              - {id: last, persona: craftsman, task: "Last", dependencies: [first, other], artifacts: [{name: last-note, format: text}]}
            """;

    @TempDir
    Path temp;

    @Test
    void equal_work_is_done_once() throws Exception {
        var project = new LiveProject(temp, AGENT, PIPELINE);

        var one = project.start("run", "--format", "ndjson");
        var other = project.start("run", "--format", "ndjson");
        project.awaitStarts(2);
        Files.createFile(project.beside("go"));
        var first = project.end(one);
        var second = project.end(other);

        assertThat(first.code()).as(first.toString()).isZero();
        assertThat(second.code()).as(second.toString()).isZero();
        assertThat(project.starts().values()).containsExactly(1, 1, 1);
        assertThat(reused(first.out()) + reused(second.out())).isEqualTo(3);
        assertThat(tree(first.out())).isEqualTo(tree(second.out()));
        project.assertNothingIsLeft();
    }

    @Test
    void one_goes_on_when_the_other_is_killed() throws Exception {
        var project = new LiveProject(temp, AGENT, PIPELINE);

        var killed = project.start("run", "--format", "ndjson");
        project.awaitStarts(1);
        var survivor = project.start("run", "--format", "ndjson");
        survivor.inputReader().readLine(); // it has begun, and waits for the same keys
        killed.destroyForcibly().waitFor();
        Files.createFile(project.beside("go"));
        var ended = project.end(survivor);

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(project.starts().values()).allMatch(count -> count <= 2);
        assertThat(project.starts()).containsEntry("last", 1);
        assertThat(project.made()).hasSize(4);
        assertThat(project.wave("run").code()).isZero(); // which cleans up after the killed one
        project.assertNothingIsLeft();
    }

    private static long reused(String journal) {
        return journal.lines().filter(line -> line.contains("\"step_reused\"")).count();
    }

    private static String tree(String journal) {
        var last = journal.lines().toList().getLast();
        return last.substring(last.indexOf("\"tree\""), last.indexOf("\"reason\""));
    }
}
