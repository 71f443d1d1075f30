package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.store.Migrations;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.SqliteDatabase.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that was stopped while it worked on a key, for so long that another one did the work; and then goes
/// on.
class TakenOverTest {
    private static final String AGENT = """
            echo "$WAVE_STEP start" >> "$LEDGER"
            cat > /dev/null
            while [ ! -e "$FOLDER/go" ]; do sleep 0.05; done
            head -c 9 /dev/urandom | od -An -tx1 > "$WAVE_OUT/note.txt"
            """;

    private static final String PIPELINE =
            "steps: [{id: work, persona: craftsman, task: Work, deliverables: [{name: note, format: text}]}]\n";

    @TempDir
    Path temp;

    @Test
    void keeps_its_result_to_itself() throws Exception {
        var project = new LiveProject(temp, AGENT, PIPELINE);
        var stopped = project.startInto(project.beside("stopped"), "run", "--format", "ndjson");
        project.awaitStarts(1);
        signal("STOP", stopped);
        project.takeLeasesAway("key/%");
        Files.createFile(project.beside("go"));
        assertThat(project.wave("run").code()).isZero();
        var made = project.made();

        signal("CONT", stopped);
        assertThat(stopped.waitFor(LiveProject.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();

        assertThat(stopped.exitValue()).as("it has a result, its own").isZero();
        assertThat(project.starts()).containsEntry("work", 2);
        try (var database = SqliteDatabase.open(
                project.state().resolve("state.db"),
                Migrations.STATE,
                Durability.PROCESS_CRASH,
                project.beside("cache/wave"))) {
            List<String> results =
                    database.read(session -> session.list("select result from draw", row -> row.getString(1)));
            assertThat(results).as("what other runs use").hasSize(1);
        }
        assertThat(project.wave("run").code()).isZero();
        assertThat(project.made()).isEqualTo(made);
        assertThat(project.starts()).containsEntry("work", 2);
        project.assertNothingIsLeft();
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
