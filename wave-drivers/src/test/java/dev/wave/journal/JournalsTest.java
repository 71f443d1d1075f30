package dev.wave.journal;

import static dev.wave.journal.PlainEvents.attempt;
import static dev.wave.journal.PlainEvents.failed;
import static dev.wave.journal.PlainEvents.finished;
import static dev.wave.journal.PlainEvents.ready;
import static dev.wave.journal.PlainEvents.resumed;
import static dev.wave.journal.PlainEvents.reused;
import static dev.wave.journal.PlainEvents.skipped;
import static dev.wave.journal.PlainEvents.started;
import static dev.wave.journal.PlainEvents.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEventJson;
import dev.wave.run.RunStatus;
import dev.wave.store.Migrations;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalsTest {
    private static final RunId RUN = new RunId("7f3a");
    private static final Instant START = Instant.parse("2026-01-02T03:04:05.123456Z");

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();
    private Instant now = START;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private SqliteDatabase database;
    private Journals journals;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(
                folder.resolve("wave.db"),
                Migrations.STATE,
                SqliteDatabase.Durability.MACHINE_CRASH,
                folder.resolve("cache"));
        database.write(session -> {
            for (var id : List.of("7f3a", "7f3b", "0aaa")) {
                session.update("insert into run_name (id, project, made) values (?, '', 0)", id);
            }
            return true;
        });
        journals = journals("");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void lists_the_runs_that_are_asked_for() {
        database.write(session -> {
            var ids = List.of("00a1", "00a2", "00a3", "00a4", "00a5", "00a6");
            for (var id : ids) {
                session.update("insert into run_name (id, project, made) values (?, '', ?)", id, ids.indexOf(id));
            }
            return true;
        });
        var statuses = List.of(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.SUCCEEDED);
        for (var i = 0; i < 6; i++) {
            var journal = journals.create(new RunId("00a" + (i + 1)));
            journal.append(List.of(started(i < 3 ? "p" : "q")));
            if (i < 4) {
                journal.append(List.of(finished(statuses.get(i))));
            }
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(asked("", List.of())).containsExactly("00a6", "00a5", "00a4", "00a3", "00a2", "00a1");
        assertThat(asked("p", List.of())).containsExactly("00a3", "00a2", "00a1");
        assertThat(asked("", List.of(RunStanding.SUCCEEDED))).containsExactly("00a4", "00a1");
        assertThat(asked("p", List.of(RunStanding.FAILED, RunStanding.CANCELLED)))
                .containsExactly("00a3", "00a2");
        assertThat(asked("", List.of(RunStanding.RUNNING))).containsExactly("00a5");
        assertThat(asked("", List.of(RunStanding.INTERRUPTED))).containsExactly("00a6");
        assertThat(asked("", List.of(RunStanding.RUNNING, RunStanding.INTERRUPTED)))
                .containsExactly("00a6", "00a5");
        assertThat(asked("x' or '1' = '1", List.of())).isEmpty();
        var late = new RunFilter(
                Optional.of("q"), List.of(), Optional.of(START.plus(Duration.ofHours(4))), List.of(new RunId("00a5")));
        assertThat(journals.list(late, 1)).extracting(RunSummary::id).containsExactly(new RunId("00a6"));
        assertThat(journals.count(late)).isEqualTo(2);
        assertThat(journals.pipelines()).containsExactly("p", "q");
        var nobody = new RunFilter(Optional.empty(), List.of(RunStanding.RUNNING), Optional.empty(), List.of());
        assertThat(journals.list(nobody, 9)).isEmpty();

        var before = journals.list(9);
        database.write(session -> session.update("drop table run_index"));
        assertThat(journals("").list(9)).as("made again from the events").isEqualTo(before);
    }

    /// A process works on `00a5`, and on one that is not in the list.
    private List<String> asked(String pipeline, List<RunStanding> standings) {
        var filter = new RunFilter(
                Optional.of(pipeline).filter(name -> !name.isEmpty()),
                standings,
                Optional.empty(),
                List.of(new RunId("00a5"), new RunId("ffff")));
        var runs = journals.list(filter, 9);
        assertThat(journals.count(filter)).isEqualTo(runs.size());
        return runs.stream().map(run -> run.id().value()).toList();
    }

    @Test
    void reads_what_was_appended_in_order_and_without_gaps() {
        var journal = journals.create(RUN);
        var first = journal.append(List.of(started("p"), ready("a")));
        now = now.plusSeconds(1);
        var second = journal.append(List.of(attempt("a", 1)));

        assertThat(first).extracting(Recorded::seq).containsExactly(1L, 2L);
        assertThat(second).extracting(Recorded::time).containsExactly(START.plusSeconds(1));
        assertThat(journals.read(RUN)).containsExactly(first.get(0), first.get(1), second.getFirst());
        assertThat(journal.events()).isEqualTo(journals.read(RUN));
        assertThat(journal.append(List.of())).isEmpty();
    }

    @Test
    void time_does_not_go_back_in_a_run_when_the_clock_does() {
        var journal = journals.create(RUN);
        journal.append(List.of(started("p")));
        now = START.minusSeconds(3600);
        journal.append(List.of(ready("a")));
        journals.open(RUN).append(List.of(attempt("a", 1)));
        now = START.plusSeconds(1);
        journals.open(RUN).append(List.of(finished(RunStatus.FAILED)));

        assertThat(journals.read(RUN))
                .extracting(Recorded::time)
                .containsExactly(START, START, START, START.plusSeconds(1));
    }

    @Test
    void the_newest_run_is_the_one_that_began_last_whatever_the_clock_said() {
        var ids = new RunIds(database, RandomGenerator.getDefault(), clock, "");
        var runs = new ArrayList<RunId>();
        for (var back = 0; back < 5; back++) {
            now = START.minusSeconds(3600L * back);
            runs.addFirst(ids.fresh());
            journals.create(runs.getFirst()).append(List.of(started("p")));
        }

        assertThat(journals.list(9)).extracting(RunSummary::id).isEqualTo(runs);
        assertThat(journals.newest()).map(RunSummary::id).hasValue(runs.getFirst());
    }

    @Test
    void the_chain_is_what_its_description_says() {
        var record = journals.create(RUN).append(List.of(started("p"))).getFirst();

        var text = "wave-journal-1\n7f3a\n1\n1767323045123456\n" + RunEventJson.write(started("p"));
        assertThat(record.chain()).isEqualTo(Digest.ofText(text).hex());
    }

    @Test
    void goes_on_after_it_was_opened_again() {
        journals.create(RUN).append(List.of(started("p")));

        journals("").open(RUN).append(List.of(attempt("a", 1)));

        assertThat(journals.read(RUN)).extracting(Recorded::event).containsExactly(started("p"), attempt("a", 1));
        assertThat(notices).isEmpty();
    }

    @Test
    void a_reader_follows_while_another_writes() {
        var journal = journals.create(RUN);
        var reader = journals.reader(RUN);
        assertThat(reader.more()).isEmpty();
        journal.append(List.of(started("p"), ready("a")));
        assertThat(reader.more()).hasSize(2);
        assertThat(reader.more()).isEmpty();
        journal.append(List.of(attempt("a", 1)));
        assertThat(reader.more()).extracting(Recorded::seq).containsExactly(3L);
    }

    @Test
    void a_second_writer_of_one_run_is_refused() {
        var journal = journals.create(RUN);
        journal.append(List.of(started("p")));
        var other = journals.open(RUN);
        journal.append(List.of(attempt("a", 1)));

        assertThatThrownBy(() -> other.append(List.of(attempt("b", 1))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.BUSY));
        assertThatThrownBy(() -> other.append(List.of(attempt("b", 1))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("resume the run");
        assertThat(journals.read(RUN)).hasSize(2);
    }

    @Test
    void a_torn_tail_of_any_length_is_cut_kept_and_reported() {
        for (var torn = 1; torn <= 3; torn++) {
            var run = new RunId("000" + torn);
            append(run, 5);
            sql("update event set body = body || 'x', chain = 'y' where run = '" + run + "' and seq > " + (5 - torn));

            assertThat(journals.read(run)).hasSize(5 - torn);
            assertThat(notices).isEmpty();
            journals.open(run).append(List.of(attempt("b", 1)));

            assertThat(journals.read(run))
                    .extracting(Recorded::event)
                    .hasSize(6 - torn)
                    .endsWith(attempt("b", 1));
            assertThat(count("event_cut where run = '" + run + "'")).isEqualTo(torn);
            assertThat(notices).singleElement().asString().contains(run.value(), "after record " + (5 - torn));
            notices.clear();
        }
    }

    @Test
    void any_change_in_the_middle_is_damage_that_names_the_record() {
        for (var change : List.of(
                "update event set body = replace(body, 'attempt_started', 'attempt_lost') where seq = 3 and run = '%s'",
                "update event set made = made + 1 where seq = 3 and run = '%s'",
                "update event set chain = 'x' where seq = 3 and run = '%s'",
                "delete from event where seq = 3 and run = '%s'")) {
            var run = new RunIds(database, RandomGenerator.of("L64X128MixRandom"), clock, "").fresh();
            append(run, 6);
            sql(change.formatted(run));

            assertThatThrownBy(() -> journals.open(run))
                    .as(change)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(run.value())
                    .hasMessageMatching(".*at record [34]:.*");
            assertThatThrownBy(() -> journals.read(run)).isInstanceOf(StoreException.class);
            assertThat(count("event where run = '" + run + "'")).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void records_of_another_run_do_not_fit_in() {
        append(RUN, 3);
        append(new RunId("7f3b"), 3);
        sql("delete from event where run = '7f3a'");
        sql("update event set run = '7f3a' where run = '7f3b'");

        assertThatThrownBy(() -> journals.read(RUN)).isInstanceOf(StoreException.class);
    }

    @Test
    void an_event_of_a_newer_wave_is_never_cut() {
        journals.create(RUN).append(List.of(started("p")));
        var next = journals.reader(RUN).more().getLast().chain();
        var body = "{\"type\":\"surprise\"}";
        var chain = new Chain(RUN, 1, next).next(5, body);
        sql("insert into event (run, seq, made, body, chain) values ('7f3a', 2, 5, '" + body + "', '" + chain.hash()
                + "')");

        assertThatThrownBy(() -> journals.open(RUN))
                .hasMessageContaining("record 2")
                .hasMessageContaining("surprise");
        assertThat(count("event")).isEqualTo(2);
    }

    @Test
    void lists_runs_newest_first_with_how_far_they_came() {
        var journal = journals.create(RUN);
        journal.append(List.of(started("first"), ready("a"), attempt("a", 1), succeeded("a"), ready("b")));
        journal.append(List.of(attempt("b", 1), failed("b"), skipped("c"), reused("d"), succeeded("d")));
        now = now.plusSeconds(60);
        journal.append(List.of(finished(RunStatus.FAILED)));
        journals.create(new RunId("7f3b")).append(List.of(started("second")));

        var one = new RunSummary(
                RUN,
                "first",
                RunSummary.Status.FAILED,
                START,
                Optional.of(START.plusSeconds(60)),
                new RunSummary.Steps(2, 1, 1, 1),
                11);
        var two = new RunSummary(
                new RunId("7f3b"),
                "second",
                RunSummary.Status.RUNNING,
                START.plusSeconds(60),
                Optional.empty(),
                new RunSummary.Steps(0, 0, 0, 0),
                1);
        assertThat(journals.list(10)).containsExactly(two, one);
        assertThat(journals.newest()).contains(two);

        journal.append(List.of(resumed(), ready("b"), attempt("b", 2), succeeded("b")));
        assertThat(journals.summary(RUN).orElseThrow().steps()).isEqualTo(new RunSummary.Steps(3, 1, 0, 1));
        assertThat(journals.summary(RUN).orElseThrow().finished()).isEmpty();
    }

    @Test
    void the_index_can_be_dropped_and_is_made_again() {
        append(RUN, 4);
        append(new RunId("7f3b"), 2);
        append(new RunId("0aaa"), 4);
        sql("update event set body = 'x' where run = '0aaa' and seq = 2");
        var before = journals.list(10);

        sql("drop table run_index");
        journals = journals("");

        assertThat(journals.list(10))
                .filteredOn(run -> !run.id().value().equals("0aaa"))
                .containsExactlyElementsOf(before.stream()
                        .filter(run -> !run.id().value().equals("0aaa"))
                        .toList());
        assertThat(journals.summary(new RunId("0aaa")).orElseThrow().status()).isEqualTo(RunSummary.Status.DAMAGED);
        assertThat(journals.read(RUN)).hasSize(4);
        journals.open(RUN).append(List.of(finished(RunStatus.SUCCEEDED)));
        assertThat(journals.summary(RUN).orElseThrow().status()).isEqualTo(RunSummary.Status.SUCCEEDED);
    }

    @Test
    void resolves_the_beginning_of_an_id_if_only_one_begins_so() {
        append(RUN, 1);
        append(new RunId("7f3b"), 1);
        append(new RunId("0aaa"), 1);

        assertThat(journals.resolve("7f3a")).isEqualTo(new Journals.Resolved.Run(RUN));
        assertThat(journals.resolve("0")).isEqualTo(new Journals.Resolved.Run(new RunId("0aaa")));
        assertThat(journals.resolve("7f")).isEqualTo(new Journals.Resolved.Ambiguous(List.of(RUN, new RunId("7f3b"))));
        for (var nothing : List.of("8", "", "x", "7F3A", "%", "7f3aa", "0".repeat(100))) {
            assertThat(journals.resolve(nothing)).as(nothing).isEqualTo(new Journals.Resolved.Unknown());
        }
    }

    @Test
    void projects_of_one_repository_see_their_own_runs() {
        append(RUN, 1);
        var others = journals("examples/page");

        assertThat(others.list(10)).isEmpty();
        assertThat(others.exists(RUN)).isFalse();
        assertThat(others.resolve("7f3a")).isEqualTo(new Journals.Resolved.Unknown());
    }

    @Test
    void a_taken_name_grows_by_a_digit() {
        RandomGenerator same = () -> 0x7f3ac00000000000L;
        var ids = new RunIds(database, same, clock, "");

        assertThat(ids.fresh()).isEqualTo(new RunId("7f3ac"));
        assertThat(ids.fresh()).isEqualTo(new RunId("7f3ac0"));
        assertThat(new RunIds(database, new java.util.Random(1), clock, "")
                        .fresh()
                        .value())
                .hasSize(4);
    }

    @Test
    void lists_ten_thousand_runs_at_once() {
        for (var i = 0; i < 10_000; i++) {
            var id = String.format("%08x", i);
            database.later(session -> {
                RunIndex.put(
                        session,
                        "",
                        new RunSummary(
                                new RunId(id),
                                "p",
                                RunSummary.Status.SUCCEEDED,
                                START,
                                Optional.of(START),
                                new RunSummary.Steps(1, 1, 0, 0),
                                7));
                return true;
            });
        }
        append(RUN, 1);
        var start = System.nanoTime();

        assertThat(journals.list(Integer.MAX_VALUE)).hasSize(10_001);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    private void append(RunId run, int records) {
        var journal = journals.create(run);
        journal.append(List.of(started("p")));
        for (var i = 1; i < records; i++) {
            journal.append(List.<RunEvent>of(attempt("a", i)));
        }
    }

    private void sql(String statement) {
        database.write(session -> session.update(statement));
    }

    private int count(String from) {
        return database.read(session -> session.first("select count(*) from " + from, row -> row.getInt(1))
                .orElseThrow());
    }

    private Journals journals(String project) {
        return new Journals(database, clock, project, notices::add);
    }
}
