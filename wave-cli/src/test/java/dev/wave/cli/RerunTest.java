package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is executed when a run of a hundred parallel steps, three of which failed, is done over.
class RerunTest {
    private static final List<String> BROKEN = List.of("s10", "s50", "s90");

    private static final String AGENT = """
            echo "$WAVE_STEP start" >> "$LEDGER"
            cat > /dev/null
            [ ! -e "$FOLDER/broken-$WAVE_STEP" ] || exit 3
            echo "$WAVE_STEP" > "$WAVE_OUT/$WAVE_STEP-note.txt"
            """;

    @TempDir
    Path temp;

    private LiveProject project;

    private static String step(String id, List<String> needs) {
        return """
                  - id: %s
                    persona: navigator
                    task: "Make %s"
                    dependencies: [%s]
                    retry: {max: 0}
                    artifacts: [{name: %s-note, format: text}]
                """.formatted(id, id, String.join(", ", needs), id);
    }

    private static List<String> parallel() {
        return IntStream.range(0, 100).mapToObj("s%02d"::formatted).toList();
    }

    private static String pipeline() {
        return parallel().stream()
                .map(id -> step(id, List.of()))
                .collect(Collectors.joining())
                .transform("name: hundred\nmax_parallel: 8\nsteps:\n"::concat)
                .concat(step("after-good", List.of("s11")))
                .concat(step("after-broken", List.of("s10")))
                .concat(step("all", parallel()));
    }

    @BeforeEach
    void three_of_a_hundred_fail() throws Exception {
        project = new LiveProject(temp, AGENT, pipeline());
        for (var step : BROKEN) {
            Files.createFile(project.beside("broken-" + step));
        }
        var failed = project.wave("run");
        assertThat(failed.code()).as(failed.toString()).isEqualTo(1);
        assertThat(project.starts()).hasSize(101).doesNotContainKeys("after-broken", "all");
        for (var step : BROKEN) {
            Files.delete(project.beside("broken-" + step));
        }
        Files.writeString(project.ledger, "");
    }

    @Test
    void resume_executes_those_and_what_depends_on_them() throws Exception {
        assertThat(project.wave("resume").code()).isZero();

        assertOnlyTheBrokenRan();
        assertThat(project.made()).hasSize(104);
    }

    @Test
    void a_plain_second_run_executes_those_and_what_depends_on_them() throws Exception {
        assertThat(project.wave("run").code()).isZero();

        assertOnlyTheBrokenRan();
        assertThat(project.made()).hasSize(104);
    }

    private void assertOnlyTheBrokenRan() throws IOException {
        assertThat(project.starts()).hasSize(5).containsOnlyKeys("s10", "s50", "s90", "after-broken", "all");
        assertThat(project.starts().values()).containsOnly(1);
    }
}
