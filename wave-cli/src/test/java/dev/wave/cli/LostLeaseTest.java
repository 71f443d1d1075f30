package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run whose process was stopped for so long that another one took the run over.
class LostLeaseTest {
    private static final String AGENT = """
            echo "$WAVE_STEP start" >> "$LEDGER"
            exec sleep 1000
            """;

    @TempDir
    Path temp;

    @Test
    void does_not_go_on() throws Exception {
        var project = new LiveProject(temp, AGENT, "steps: [{id: work, persona: craftsman, task: Work}]\n");
        var run = project.start("run", "--format", "ndjson");
        project.awaitStarts(1);

        project.takeLeasesAway();

        assertThat(run.waitFor(LiveProject.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the run to end by itself")
                .isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        assertThat(Files.readString(project.beside("stderr")))
                .contains(" was taken over by another process; this one ends\n");
        assertThat(project.journal())
                .last()
                .extracting((JsonObject event) -> event.get("status").getAsString())
                .isEqualTo("cancelled");
        assertThat(project.alive()).isEmpty();
    }
}
