package dev.wave.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.RunId;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.store.JavaChild;
import dev.wave.store.Migrations;
import dev.wave.store.SqliteDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {
    private static final int TOGETHER = 3;

    @TempDir
    private Path folder;

    @Test
    void what_was_acknowledged_before_a_kill_is_there_and_nothing_is_half_there() throws Exception {
        var random = new Random(7);
        for (var round = 0; round < 4; round++) {
            var one = new RunId("000" + round);
            var two = new RunId("100" + round);
            var first = JavaChild.start(KilledWriterTest.class, folder.toString(), one.value());
            var second = JavaChild.start(KilledWriterTest.class, folder.toString(), two.value());
            try {
                var acknowledged = killAfter(first, 20 + random.nextInt(60));
                var others = killAfter(second, 1 + random.nextInt(10));

                assertWhole(one, acknowledged);
                assertWhole(two, others);
            } finally {
                first.destroyForcibly();
                second.destroyForcibly();
            }
        }
    }

    /// The number of the last record the child says is durable.
    private static long killAfter(Process child, int lines) throws Exception {
        var last = 0L;
        try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (var i = 0; i < lines; i++) {
                last = Long.parseLong(out.readLine());
            }
            // Process.destroyForcibly would close the pipe, and with it what was said before.
            assertThat(child.toHandle().destroyForcibly()).isTrue();
            child.waitFor();
            for (var line = out.readLine(); line != null && !line.isEmpty(); line = out.readLine()) {
                last = Math.max(last, Long.parseLong(line));
            }
        }
        return last;
    }

    private void assertWhole(RunId run, long acknowledged) {
        try (var database = open(folder)) {
            assertThat(database.check()).isEmpty();
            var notices = new ArrayList<String>();
            var journals = new Journals(database, Clock.systemUTC(), "", notices::add);
            var records = journals.open(run).events();

            assertThat(notices).isEmpty();
            assertThat(records).hasSizeGreaterThanOrEqualTo((int) acknowledged);
            assertThat(records.size() % TOGETHER).isZero();
            for (var i = 0; i < records.size(); i++) {
                assertThat(records.get(i).seq()).isEqualTo(i + 1);
            }
            assertThat(journals.summary(run).orElseThrow().events()).isEqualTo(records.size());
        }
    }

    /// Appends three records at a time, for ever; says after each time how many are durable. A line may be
    /// cut by the kill, so each is preceded by nothing and followed by its end.
    public static void main(String[] arguments) {
        var run = new RunId(arguments[1]);
        try (var database = open(Path.of(arguments[0]))) {
            database.write(session ->
                    session.update("insert into run_name (id, project, made) values (?, '', 0)", run.value()));
            var journals = new Journals(database, Clock.systemUTC(), "", notice -> {});
            var journal = journals.create(run);
            for (var i = 1; !System.out.checkError(); i++) {
                var events = new ArrayList<RunEvent>();
                for (var k = 0; k < TOGETHER; k++) {
                    events.add(PlainEvents.attempt("step-with-a-long-name-" + "x".repeat(i % 500), i));
                }
                List<Recorded> recorded = journal.append(events);
                System.out.println(recorded.getLast().seq());
            }
        }
    }

    private static SqliteDatabase open(Path folder) {
        return SqliteDatabase.open(
                folder.resolve("wave.db"),
                Migrations.STATE,
                SqliteDatabase.Durability.MACHINE_CRASH,
                folder.resolve("cache"));
    }
}
