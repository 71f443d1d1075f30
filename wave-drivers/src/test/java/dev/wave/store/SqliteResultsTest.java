package dev.wave.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.run.Origin;
import dev.wave.spi.Results.Stored;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteResultsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final RunId FIRST = new RunId("0001");
    private static final RunId SECOND = new RunId("0002");
    private static final RunId THIRD = new RunId("0003");
    private static final StepId STEP = new StepId("build");
    private static final Key KEY = new Key(Digest.ofText("key"));
    private static final Digest ONE = Digest.ofText("one");
    private static final Digest TWO = Digest.ofText("two");

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private SqliteResults results;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(
                folder.resolve("wave.db"),
                Migrations.STATE,
                SqliteDatabase.Durability.MACHINE_CRASH,
                folder.resolve("cache"));
        results = new SqliteResults(database, Clock.fixed(NOW, ZoneOffset.UTC), "");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_shared_result_is_current_for_every_run() {
        results.put(FIRST, STEP, KEY, ONE, true);

        assertThat(results.current(KEY)).contains(new Stored(ONE, new Origin.OfRun(FIRST, NOW)));
        assertThat(results.inRun(FIRST, STEP, KEY)).contains(new Stored(ONE, new Origin.OfRun(FIRST, NOW)));
        assertThat(results.inRun(SECOND, STEP, KEY)).isEmpty();
    }

    @Test
    void a_result_that_is_not_shared_is_only_its_run_s() {
        results.put(FIRST, STEP, KEY, ONE, false);

        assertThat(results.current(KEY)).isEmpty();
        assertThat(results.inRun(FIRST, STEP, KEY)).isPresent();
        assertThat(results.inRun(FIRST, new StepId("other"), KEY)).isEmpty();
    }

    @Test
    void a_new_draw_becomes_current_and_the_old_one_is_kept() {
        results.put(FIRST, STEP, KEY, ONE, true);
        results.put(SECOND, STEP, KEY, TWO, true);

        assertThat(results.current(KEY)).contains(new Stored(TWO, new Origin.OfRun(SECOND, NOW)));
        assertThat(results.draws(KEY))
                .containsExactly(
                        new Stored(TWO, new Origin.OfRun(SECOND, NOW)), new Stored(ONE, new Origin.OfRun(FIRST, NOW)));
        assertThat(results.inRun(FIRST, STEP, KEY)).contains(new Stored(ONE, new Origin.OfRun(FIRST, NOW)));
    }

    @Test
    void storing_the_same_result_again_is_no_new_draw() {
        results.put(FIRST, STEP, KEY, ONE, true);
        results.put(FIRST, STEP, KEY, ONE, true);

        assertThat(results.draws(KEY)).hasSize(1);
    }

    @Test
    void finds_the_components_a_step_had_in_the_run_before() {
        results.components("p", STEP, FIRST, KEY, ONE);
        results.components("p", STEP, SECOND, KEY, TWO);
        results.components("other", STEP, new RunId("0009"), KEY, ONE);
        results.components("p", STEP, THIRD, KEY, Digest.ofText("three"));
        results.components("p", STEP, FIRST, KEY, ONE);
        results.put(FIRST, STEP, KEY, ONE, false);

        assertThat(results.lastComponents("p", STEP, FIRST)).isEmpty();
        assertThat(results.lastComponents("p", STEP, SECOND)).contains(ONE);
        assertThat(results.lastComponents("p", STEP, THIRD)).contains(TWO);
        assertThat(results.lastComponents("p", STEP, new RunId("ffff"))).contains(Digest.ofText("three"));
        assertThat(results.lastComponents("p", new StepId("other"), THIRD)).isEmpty();
    }

    @Test
    void looks_up_a_thousand_keys_in_well_under_200_ms() {
        for (var i = 0; i < 1000; i++) {
            var key = new Key(Digest.ofText("key" + i));
            database.later(session -> session.update(
                    "insert into draw (key, number, result, run, step, made) values (?, 1, ?, '0001', 'a', 0)",
                    key.toString(),
                    ONE.value()));
        }
        results.put(FIRST, STEP, KEY, ONE, true);
        results.current(KEY);

        var start = System.nanoTime();
        for (var i = 0; i < 1000; i++) {
            assertThat(results.current(new Key(Digest.ofText("key" + i)))).isPresent();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    }
}
