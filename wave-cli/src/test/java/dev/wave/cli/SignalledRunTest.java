package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What remains of a run that is asked to end while its step does everything not to.
class SignalledRunTest {
    /// Nobody in here hears of a request to end, and all but the first have left its group, its session or its
    /// family.
    private static final String STUBBORN = """
            cat > /dev/null
            echo half > half.txt
            echo "$WAVE_STEP start" >> "$LEDGER"
            if [ ! -e "$FOLDER/go" ]; then
              trap '' TERM INT HUP
              sh -c 'while :; do sleep 1; done' &
              setsid sh -c 'while :; do sleep 1; done' &
              ( setsid sh -c 'sh -c "while :; do sleep 1; done" & exec sleep 1000' & ) &
              echo "$WAVE_STEP ready" >> "$LEDGER"
              while :; do sleep 1; done
            fi
            echo fine > "$WAVE_OUT/note.txt"
            """;

    private static final String PIPELINE = """
            name: stubborn
            steps:
              - {id: work, persona: craftsman, task: "Work", artifacts: [{name: note, format: text}]}
              - {id: then, dependencies: [work], run: "true"}
            """;

    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void a_signal_ends_the_run_with_all_its_processes(String signal) throws Exception {
        var project = working();
        var run = begun(project);

        signal(run, signal);

        assertThat(project.end(run).code()).isEqualTo(130);
        assertIsResumable(project);
    }

    @Test
    void a_second_signal_kills_at_once() throws Exception {
        var project = working();
        var run = begun(project);

        var began = System.nanoTime();
        signal(run, "INT");
        LiveProject.await("the run to hear of it", () -> asked(project));
        signal(run, "INT");

        assertThat(project.end(run).code()).isEqualTo(130);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(GRACE);
        assertIsResumable(project);
    }

    @Test
    void another_process_can_cancel_it() throws Exception {
        var project = working();
        var run = begun(project);

        assertThat(project.wave("cancel").code()).isZero();

        assertThat(project.end(run).code()).isEqualTo(130);
        assertIsResumable(project);
    }

    @Test
    void a_run_that_is_going_on_is_neither_resumed_nor_disturbed() throws Exception {
        var project = working();
        var run = begun(project);
        var alive = project.alive().size();

        assertThat(project.wave("resume").code()).isNotZero();

        assertThat(project.alive()).hasSizeGreaterThanOrEqualTo(alive);
        project.wave("cancel");
        assertThat(project.end(run).code()).isEqualTo(130);
    }

    private LiveProject working() throws Exception {
        return new LiveProject(temp, STUBBORN, PIPELINE);
    }

    private static Process begun(LiveProject project) throws IOException {
        var run = project.start("run", "--format", "ndjson");
        project.awaitStarts(2);
        return run;
    }

    private static boolean asked(LiveProject project) {
        try {
            return project.journal().stream()
                    .anyMatch(event -> event.get("type").getAsString().equals("cancel_requested"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static void assertIsResumable(LiveProject project) throws Exception {
        assertThat(project.alive()).isEmpty();
        assertThat(keptFiles(project)).contains("half.txt");
        Files.createFile(project.beside("go"));

        var resumed = project.wave("resume");

        assertThat(resumed.code()).as(resumed.toString()).isZero();
        assertThat(project.made()).hasSize(2).first().asString().startsWith("work note ");
        project.assertNothingIsLeft();
    }

    /// What the kept workspaces hold.
    private static String keptFiles(LiveProject project) throws Exception {
        var kept = project.wave("clean", "--list");
        var names = new StringBuilder(kept.out());
        for (var line : kept.out().lines().toList()) {
            try (var files = Files.walk(Path.of(line.strip().split("  ", -1)[0]))) {
                files.forEach(file -> names.append(file).append('\n'));
            }
        }
        return names.toString();
    }
}
