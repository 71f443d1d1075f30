package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A step that goes beyond a limit ends there, with everything it started.
class LimitedStepTest {
    private static final String AGENT = """
            cat > /dev/null
            setsid sh -c 'trap "" TERM; while :; do sleep 1; done' > /dev/null 2>&1 &
            echo "$WAVE_STEP start" >> "$LEDGER"
            case "$(cat "$FOLDER/what")" in
              talk) while :; do echo "still at it"; sleep 0.1; done ;;
              silence) sleep 1000 ;;
              flood) yes ;;
            esac
            """;

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "talk    | timeout: 2s                      | timed_out       | wall",
                "silence | idle_timeout: 1s                 | timed_out       | idle",
                "flood   | resources: {output_limit: 100KB} | output_exceeded | bytes",
            })
    void it_fails_for_that_and_nothing_of_it_goes_on(String what, String limit, String kind, String detail)
            throws Exception {
        var project = new LiveProject(temp, AGENT, """
                name: limited
                steps:
                  - {id: work, persona: craftsman, task: "Work", retry: {max: 0}, %s, artifacts: [{name: note, format: text}]}
                """.formatted(limit));
        Files.writeString(project.beside("what"), what);

        var began = System.nanoTime();
        var ended = project.wave("run", "--format", "ndjson");

        assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(1));
        assertThat(ended.out()).contains("\"kind\":\"" + kind + "\"").contains(detail);
        assertThat(project.starts()).containsEntry("work", 1);
        project.assertNothingIsLeft();
    }
}
