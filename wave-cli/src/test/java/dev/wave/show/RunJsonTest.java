package dev.wave.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.run.RunEvent;
import dev.wave.view.Screen;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How runs stand that have not succeeded; a whole answer is in `AnswersTest`.
class RunJsonTest {
    @TempDir
    Path temp;

    private MadeUpRun run;

    @BeforeEach
    void begin() throws IOException {
        run = new MadeUpRun(temp);
    }

    private String json(boolean goingOn) {
        var told = run.told(goingOn, Screen.PIPE, 300);
        return RunJson.line(told.story(), told.results());
    }

    @Test
    void a_failed_run_says_why_and_when() {
        run.failed();

        assertThat(json(false))
                .contains(
                        "\"status\":\"failed\"",
                        "\"finished\":\"2026-03-01T12:03:44Z\"",
                        "\"reason\":\"implement failed\"",
                        "{\"step\":\"docs\",\"status\":\"reused\",\"key\":",
                        "\"from_run\":\"1b2c\"",
                        "{\"step\":\"implement\",\"status\":\"failed\",\"attempts\":2,\"tokens\":88100,\"cost\":\"0.71\",",
                        "\"because\":\"used_up\"",
                        "{\"step\":\"ship\",\"status\":\"skipped\",\"reason\":\"needs\"}");
    }

    @Test
    void an_open_run_goes_on_or_is_interrupted() {
        run.open();

        assertThat(json(true))
                .contains("\"status\":\"running\",\"started\"", "\"step\":\"implement\",\"status\":\"running\"");
        assertThat(json(false))
                .contains("\"status\":\"interrupted\",\"started\"", "\"step\":\"implement\",\"status\":\"interrupted\"")
                .contains("{\"step\":\"ship\",\"status\":\"waiting\"}")
                .doesNotContain("\"finished\"", "\"reason\"");
    }

    @Test
    void a_resumed_run_has_not_ended_whatever_it_said_before() {
        run.failed().at(230, new RunEvent.RunResumed());

        assertThat(json(true))
                .contains("\"status\":\"running\",\"started\"")
                .doesNotContain("\"finished\"", "implement failed", "\"because\"", "\"reason\"");
    }
}
