package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.journal.Journals;
import dev.wave.model.RunId;
import dev.wave.store.Migrations;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.SqliteDatabase.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many Waves that begin the same work on one project at the same moment, and one of them is killed while the
/// others wait for what it is at. `-Dwave.test.runs=N` starts more of them.
class ManyRunsTest {
    private static final int RUNS = Integer.getInteger("wave.test.runs", 20);

    /// Says something else each time, so that a step that is done twice shows in what follows from it.
    private static final String AGENT = """
            echo "$WAVE_STEP start" >> "$LEDGER"
            cat > /dev/null
            while [ ! -e "$FOLDER/go" ]; do sleep 0.05; done
            head -c 9 /dev/urandom | od -An -tx1 > "$WAVE_OUT/$WAVE_STEP-note.txt"
            """;

    private static final String PIPELINE = """
            name: crowd
            steps:
              - {id: begin, persona: craftsman, task: "Begin", artifacts: [{name: begin-note, format: text}]}
              - {id: left, persona: craftsman, task: "Left", dependencies: [begin], artifacts: [{name: left-note, format: text}]}
              - {id: right, persona: craftsman, task: "Right", dependencies: [begin], artifacts: [{name: right-note, format: text}]}
              - {id: end, persona: craftsman, task: "End", dependencies: [left, right], artifacts: [{name: end-note, format: text}]}
            """;

    @TempDir
    Path temp;

    @Test
    void do_each_step_once_and_go_on_when_one_of_them_is_killed() throws Exception {
        var project = new LiveProject(temp, AGENT, PIPELINE);
        var runs = new ArrayList<Process>();
        for (var i = 0; i < RUNS; i++) {
            runs.add(project.startInto(said(project, i), "run", "--format", "ndjson"));
        }
        project.awaitStarts(1);
        LiveProject.await("all to have begun", () -> IntStream.range(0, RUNS).allMatch(i -> tells(project, i, "")));

        var worker = IntStream.range(0, RUNS)
                .filter(i -> tells(project, i, "\"attempt_started\""))
                .findFirst()
                .orElseThrow();
        runs.get(worker).destroyForcibly().waitFor();
        project.awaitStarts(2); // another one took over what it was at
        Files.createFile(project.beside("go"));

        for (var i = 0; i < RUNS; i++) {
            assertThat(runs.get(i).waitFor(LiveProject.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            if (i != worker) {
                assertThat(runs.get(i).exitValue())
                        .as("run %d: %s", i, Files.readString(project.beside("stderr")))
                        .isZero();
            }
        }
        assertThat(project.starts()).isEqualTo(Map.of("begin", 2, "left", 1, "right", 1, "end", 1));
        assertThat(IntStream.range(0, RUNS)
                        .filter(i -> i != worker)
                        .mapToObj(i -> results(project, i))
                        .distinct())
                .as("what the runs came to")
                .hasSize(1);
        assertThat(Files.readString(project.beside("stderr"))).isEmpty();
        assertStoreIsSound(project);
        assertThat(project.wave("run").code()).isZero(); // which cleans up after the killed one
        project.assertNothingIsLeft();
    }

    private static Path said(LiveProject project, int run) {
        return project.beside("said-" + run);
    }

    /// Whether the run has told of that; it tells whole lines.
    private static boolean tells(LiveProject project, int run, String what) {
        return lines(project, run).stream().anyMatch(line -> line.contains(what));
    }

    private static List<String> lines(LiveProject project, int run) {
        try {
            return Files.readAllLines(said(project, run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Key and result of every step, and the final files.
    private static List<String> results(LiveProject project, int run) {
        var results = new ArrayList<String>();
        for (var line : lines(project, run)) {
            for (var field : line.split(",", -1)) {
                if (field.startsWith("\"result\"") || field.startsWith("\"tree\"")) {
                    results.add(field);
                }
            }
        }
        return results.stream().sorted().distinct().toList();
    }

    /// The database is in order, every journal's chain holds, and every key has one result.
    private static void assertStoreIsSound(LiveProject project) {
        try (var database = SqliteDatabase.open(
                project.state().resolve("state.db"),
                Migrations.STATE,
                Durability.PROCESS_CRASH,
                project.beside("cache/wave"))) {
            var check = database.read(session -> session.list("pragma integrity_check", row -> row.getString(1)));
            assertThat(check).containsExactly("ok");
            var draws = database.read(session ->
                    session.list("select count(*) from draw group by key order by key", row -> row.getLong(1)));
            assertThat(draws).containsExactly(1L, 1L, 1L, 1L);
            var cuts = new ArrayList<String>();
            var journals = new Journals(database, Clock.systemUTC(), "", cuts::add);
            var known = journals.list(RUNS + 1);
            assertThat(known).hasSize(RUNS);
            for (var run : known) {
                journals.open(new RunId(run.id().value())).close(); // checks the chain, and would cut a torn end
            }
            assertThat(cuts).isEmpty();
        }
    }
}
