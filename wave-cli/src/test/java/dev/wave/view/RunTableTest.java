package dev.wave.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.journal.RunStanding;
import dev.wave.journal.RunSummary;
import dev.wave.model.RunId;
import dev.wave.view.RunTable.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunTableTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<Row> RUNS = List.of(
            row("9c01", "nightly", RunStanding.RUNNING, 75, 0, 1, 0, 0, 0),
            row("7f3a", "feature-development", RunStanding.SUCCEEDED, 300, 41, 12, 3, 0, 0),
            row("8b21", "feature-development", RunStanding.FAILED, 10_000, 182, 1, 0, 1, 10),
            row("1d40", "読書感想文", RunStanding.CANCELLED, 200_000, 2, 0, 0, 0, 0),
            row("55e2", "nightly\u001b[31m", RunStanding.INTERRUPTED, 900_000, 0, 0, 0, 0, 0),
            row("0000", "", RunStanding.DAMAGED, 900_000, 0, 0, 0, 0, 0));

    private static Row row(
            String id,
            String pipeline,
            RunStanding standing,
            long age,
            long took,
            int succeeded,
            int reused,
            int failed,
            int skipped) {
        var status = switch (standing) {
            case RUNNING, INTERRUPTED -> RunSummary.Status.RUNNING;
            default -> RunSummary.Status.valueOf(standing.name());
        };
        var started = NOW.minusSeconds(age).plusMillis(123);
        return new Row(
                new RunSummary(
                        new RunId(id),
                        pipeline,
                        status,
                        started,
                        Optional.of(started.plusSeconds(took)).filter(_ -> took > 0),
                        new RunSummary.Steps(succeeded, reused, failed, skipped),
                        9),
                standing);
    }

    private static String on(Screen screen) {
        return new RunTable(screen, NOW).lines(RUNS).stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    private static Screen terminal(int columns) {
        return Screen.terminal(Map.of(), () -> columns);
    }

    @Test
    void in_a_pipe_lines_are_whole_and_times_are_as_they_are() {
        assertThat(on(Screen.PIPE)).isEqualTo("""
                RUN   PIPELINE             STATUS       STARTED               TOOK      STEPS
                9c01  nightly              running      2026-03-01T11:58:45Z            1 step
                7f3a  feature-development  succeeded    2026-03-01T11:55:00Z  41 s      12 steps (3 reused)
                8b21  feature-development  failed       2026-03-01T09:13:20Z  3 m 02 s  1 step, 1 failed, 10 skipped
                1d40  読書感想文           cancelled    2026-02-27T04:26:40Z  2.0 s     0 steps
                55e2  nightly␛[31m         interrupted  2026-02-19T02:00:00Z            0 steps
                0000                       damaged      2026-02-19T02:00:00Z            0 steps""");
    }

    @Test
    void a_terminal_of_80_columns_gets_what_fits() {
        assertThat(on(terminal(80))).isEqualTo("""
                RUN   PIPELINE             STATUS         STARTED      TOOK      STEPS
                9c01  nightly              ● running      1 min ago    1 m 14 s  1 step
                7f3a  feature-development  ✓ succeeded    4 min ago    41 s      12 steps (3 re…
                8b21  feature-development  ✗ failed       2 h ago      3 m 02 s  1 step, 1 fail…
                1d40  読書感想文           ⊘ cancelled    2 days ago   2.0 s     0 steps
                55e2  nightly␛[31m         ⊘ interrupted  10 days ago            0 steps
                0000                       ✗ damaged      10 days ago            0 steps""");
    }

    @Test
    void a_terminal_of_40_columns_gets_the_most_important() {
        assertThat(on(terminal(40))).isEqualTo("""
                RUN   PIPELINE             STATUS
                9c01  nightly              ● running
                7f3a  feature-development  ✓ succeeded
                8b21  feature-development  ✗ failed
                1d40  読書感想文           ⊘ cancelled
                55e2  nightly␛[31m         ⊘ interrupted
                0000                       ✗ damaged""");
    }

    @Test
    void colours_say_nothing_that_the_words_do_not_say() {
        var coloured = Screen.terminal(Map.of("TERM", "xterm"), () -> 80);

        assertThat(on(coloured)).isEqualTo(on(terminal(80)));
        assertThat(new RunTable(coloured, NOW).lines(RUNS).get(3).colored())
                .startsWith("\u001b[1m8b21\u001b[0m  feature-development  \u001b[31m✗ failed\u001b[0m ");
    }

    @Test
    void without_runs_there_is_no_heading() {
        assertThat(new RunTable(Screen.PIPE, NOW).lines(List.of())).isEmpty();
    }

    @Test
    void a_run_from_the_future_began_just_now() {
        var ahead = row("7f3a", "p", RunStanding.SUCCEEDED, -600, 1, 1, 0, 0, 0);

        assertThat(new RunTable(terminal(80), NOW).lines(List.of(ahead)).get(1).text())
                .isEqualTo("7f3a  p         ✓ succeeded  just now  1.0 s  1 step");
    }
}
