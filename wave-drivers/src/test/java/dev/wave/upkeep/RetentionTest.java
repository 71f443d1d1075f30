package dev.wave.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.journal.RunSummary;
import dev.wave.journal.RunSummary.Status;
import dev.wave.model.RunId;
import dev.wave.upkeep.Retention.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Optional<Integer> ANY = Optional.empty();

    /// The newest first; `aa05` is five days old.
    private static final List<Held> RUNS = List.of(
            held("aa00", 0, Status.SUCCEEDED),
            held("aa01", 1, Status.FAILED),
            held("aa02", 2, Status.SUCCEEDED),
            held("aa05", 5, Status.SUCCEEDED));

    @Test
    void no_rule_lets_nothing_go() {
        assertThat(going(new Retention(ANY, Optional.empty(), Optional.empty(), true)))
                .isEmpty();
    }

    @Test
    void the_newest_are_counted_with_those_that_failed() {
        assertThat(going(new Retention(Optional.of(2), Optional.empty(), Optional.empty(), false)))
                .containsExactly("aa05", "aa02");
        assertThat(going(new Retention(Optional.of(0), Optional.empty(), Optional.empty(), false)))
                .containsExactly("aa05", "aa02", "aa00");
        assertThat(going(new Retention(Optional.of(9), Optional.empty(), Optional.empty(), true)))
                .isEmpty();
    }

    @Test
    void age_lets_go_what_is_not_among_the_newest() {
        var age = Optional.of(Duration.ofDays(2).minusHours(1));
        assertThat(going(new Retention(ANY, age, Optional.empty(), false))).containsExactly("aa05", "aa02");
        assertThat(going(new Retention(Optional.of(3), age, Optional.empty(), false)))
                .containsExactly("aa05");
    }

    @Test
    void size_lets_the_oldest_go_until_the_rest_is_small_enough() {
        // four runs of 10 bytes of their own, 100 that all share, and 5 of others
        assertThat(going(size(145))).isEmpty();
        assertThat(going(size(144))).containsExactly("aa05");
        assertThat(going(size(134))).containsExactly("aa05", "aa02");
        assertThat(going(size(0))).containsExactly("aa05", "aa02", "aa00");
    }

    @Test
    void size_and_age_add_up() {
        assertThat(going(new Retention(ANY, Optional.of(Duration.ofDays(4)), Optional.of(1000L), false)))
                .containsExactly("aa05");
        assertThat(going(new Retention(ANY, Optional.of(Duration.ofDays(4)), Optional.of(125L), false)))
                .containsExactly("aa05", "aa02");
    }

    @Test
    void a_run_that_is_going_on_never_goes() {
        var busy = new Held(RUNS.getLast().summary(), true, 0, Set.of());
        assertThat(new Retention(Optional.of(0), Optional.empty(), Optional.empty(), true)
                        .going(List.of(busy), Set.of(), NOW, RetentionTest::holders))
                .isEmpty();
    }

    private static Retention size(long bytes) {
        return new Retention(ANY, Optional.empty(), Optional.of(bytes), false);
    }

    private static List<String> going(Retention retention) {
        return retention.going(RUNS, Set.of("others"), NOW, RetentionTest::holders).stream()
                .map(RunId::value)
                .toList();
    }

    private static Holders holders() {
        return new Holders(
                thing -> thing.equals("shared") ? 100 : thing.equals("others") ? 5 : 7, RetentionTest::parts);
    }

    private static List<String> parts(String thing) {
        return thing.equals("tree") ? List.of("shared", "own") : List.of();
    }

    @Test
    void what_is_held_by_way_of_another_counts_once_and_as_long_as_somebody_holds_it() {
        var holders = holders();
        holders.hold("tree");
        holders.hold("tree");
        holders.hold("shared");
        assertThat(holders.bytes()).isEqualTo(7 + 100 + 7);
        holders.letGo("tree");
        assertThat(holders.bytes()).isEqualTo(7 + 100 + 7);
        holders.letGo("tree");
        assertThat(holders.bytes()).isEqualTo(100);
        holders.letGo("shared");
        assertThat(holders.bytes()).isZero();
    }

    private static Held held(String id, int days, Status status) {
        var summary = new RunSummary(
                new RunId(id),
                "greet",
                status,
                NOW.minus(Duration.ofDays(days)),
                Optional.of(NOW),
                new RunSummary.Steps(1, 0, 0, 0),
                3);
        return new Held(summary, false, 3, Set.of(id, "shared"));
    }
}
