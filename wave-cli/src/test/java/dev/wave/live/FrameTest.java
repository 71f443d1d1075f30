package dev.wave.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.Retry;
import dev.wave.model.StepId;
import dev.wave.run.Activity;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import dev.wave.view.Line;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is seen of a run at one moment, on terminals of all sizes.
class FrameTest {
    private static final String FIVE = """
            name: feature
            steps:
              - {id: analyze, persona: navigator, task: look}
              - {id: implement, persona: craftsman, dependencies: [analyze], task: do, handover: {contract: {type: command, command: make}}}
              - {id: docs, persona: documenter, dependencies: [analyze], task: do}
              - {id: review, persona: auditor, dependencies: [implement], task: do}
              - {id: ship, dependencies: [review, docs], run: "true"}
            """;

    @TempDir
    Path folder;

    private Board five() throws IOException {
        var plan = Story.plan(folder, FIVE);
        var board = new Board("7f3a", plan);
        var story = new Story(plan, board::accept).begin().works(0, "analyze").succeeds(41, "analyze", 12_400, "0.09");
        story.works(41, "implement").works(45, "docs");
        board.heard(new StepId("implement"), new Activity.ToolStarted("1", "Edit", "src/auth.ts"));
        board.heard(new StepId("implement"), new Activity.Used(usage(40_000, "0.30")));
        board.heard(new StepId("docs"), new Activity.Said("first\nI read the 日本語 readme 🚀\n"));
        return board;
    }

    private static Usage usage(long tokens, String cost) {
        return new Usage(tokens, 0, 0, 1, Optional.of(new BigDecimal(cost)));
    }

    /// Many steps of one kind and some others after one, so many of which are worked on.
    private Board many(int count, int working) throws IOException {
        var steps = IntStream.rangeClosed(1, count)
                .mapToObj("  - {id: check-%03d, persona: auditor, dependencies: [scan], task: do}\n"::formatted)
                .collect(Collectors.joining());
        var plan = Story.plan(
                folder,
                "name: audit\nmax_parallel: 500\nsteps:\n  - {id: scan, persona: navigator, task: look}\n" + steps
                        + "  - {id: report, dependencies: [check-001], run: \"true\"}\n");
        var board = new Board("eb23", plan);
        var story = new Story(plan, board::accept).begin().works(0, "scan").succeeds(1, "scan", 100, "0.01");
        for (var step = 1; step <= working; step++) {
            story.works(1 + step, "check-%03d".formatted(step));
        }
        return board;
    }

    private static String text(Board board, double seconds, int columns, int rows) {
        return Frame.lines(board, Story.after(seconds), new Size(columns, rows)).stream()
                .map(Line::text)
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void every_step_that_is_worked_on_has_a_row() throws IOException {
        assertThat(text(five(), 100, 100, 24)).isEqualTo("""
                feature 7f3a  1/5 steps · 1 m 40 s · 52.4k tokens · $0.39
                ⠋ implement  craftsman   1/3  59 s  40.0k tokens  $0.30  Edit src/auth.ts
                ⠋ docs       documenter  1/2  55 s                       I read the 日本語 readme 🚀
                  2 waiting  review, ship""");
    }

    @Test
    void a_narrow_terminal_gets_what_is_worth_most() throws IOException {
        assertThat(text(five(), 100, 40, 24)).isEqualTo("""
                7f3a  1/5 steps · 1 m 40 s · $0.39
                ⠋ implement  1/3  59 s  Edit src/auth.ts
                ⠋ docs       1/2  55 s  I read the 日本…
                  2 waiting  review, ship""");
        assertThat(text(five(), 100, 20, 24)).isEqualTo("""
                7f3a  1/5 · 1 m 40 s
                ⠋ impleme…  59 s
                ⠋ docs      55 s
                  2 waiting  review…""");
    }

    @Test
    void names_that_begin_alike_are_told_apart_by_their_ends_where_there_is_no_room() throws IOException {
        assertThat(text(many(60, 30), 40, 22, 10)).isEqualTo("""
                eb23  1/62 · 40 s
                ⠋ check-*        38 s
                ⠋   c…-001  1/2  38 s
                ⠋   c…-002  1/2  37 s
                ⠋   c…-003  1/2  36 s
                  … and 27 more
                  31 waiting  check-*…""");
    }

    @Test
    void attempts_failures_and_delays_are_told() throws IOException {
        var board = five();
        var story = new Story(board.state().plan(), board::accept);
        story.attemptOver(60, "implement", 1, 40_000, "0.30");
        story.at(60, new RunEvent.RetryScheduled(new StepId("implement"), 2, Retry.From.CLEAN, Duration.ofSeconds(12)));
        story.fails(61, "docs");
        story.at(62, new RunEvent.CancelRequested());

        assertThat(text(board, 62, 100, 24)).isEqualTo("""
                feature 7f3a  2/5 steps · 1 failed · cancelling · 1 m 02 s · 52.4k tokens · $0.39
                · implement  craftsman  2/3  21 s  40.0k tokens  $0.30  next attempt in 12 s
                  2 waiting  review, ship""");
    }

    @Test
    void what_does_not_fit_is_counted_by_what_it_is_called_together() throws IOException {
        assertThat(text(many(60, 30), 40, 80, 10)).isEqualTo("""
                audit eb23  1/62 steps · 40 s · 100 tokens · $0.01
                ⠋ check-*      auditor       38 s  30 running
                ⠋   check-001  auditor  1/2  38 s
                ⠋   check-002  auditor  1/2  37 s
                ⠋   check-003  auditor  1/2  36 s
                  … and 27 more
                  31 waiting  check-* ×30, report""");
        assertThat(text(many(60, 30), 40, 80, 5)).isEqualTo("""
                audit eb23  1/62 steps · 40 s · 100 tokens · $0.01
                ⠋ check-*  auditor  38 s  30 running
                  31 waiting  check-* ×30, report""");
    }

    @Test
    void a_terminal_that_is_too_small_gets_nothing() throws IOException {
        assertThat(text(five(), 1, 19, 24)).isEmpty();
        assertThat(text(five(), 1, 80, 4)).isEmpty();
        assertThat(text(five(), 1, 0, 0)).isEmpty();
    }

    static Stream<Arguments> sizes() {
        return Stream.of(20, 40, 80, 200)
                .flatMap(columns -> Stream.of(5, 24, 60)
                        .flatMap(
                                rows -> Stream.of(0, 1, 30, 500).map(working -> Arguments.of(columns, rows, working))));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void nothing_is_wider_or_higher_than_the_terminal_whatever_agents_say(int columns, int rows, int working)
            throws IOException {
        var board = many(500, working);
        for (var step = 1; step <= working; step++) {
            var id = new StepId("check-%03d".formatted(step));
            board.heard(id, new Activity.Said("\u001b[2J日本語 🚀\u202e\u0007" + "x".repeat(step)));
            board.heard(id, new Activity.Used(usage(1000L * step, "0.01")));
        }

        var lines = Frame.lines(board, Story.after(4000), new Size(columns, rows));

        assertThat(lines).isNotEmpty().hasSizeLessThan(rows);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.width()).as(line.text()).isLessThanOrEqualTo(columns);
            assertThat(line.text().codePoints()).noneMatch(Character::isISOControl);
        });
        assertThat(lines.getFirst().text()).contains("1/502");
    }

    @Test
    void seconds_that_pass_move_no_column() throws IOException {
        var board = five();
        var widths = List.of(46, 50, 99).stream()
                .map(seconds -> Frame.lines(board, Story.after(seconds), new Size(100, 24))
                        .get(1)
                        .text()
                        .indexOf("40.0k"))
                .distinct();

        assertThat(widths).hasSize(1);
    }

    @Test
    void a_resumed_run_counts_its_own_time_and_use() throws IOException {
        var board = five();
        var story = new Story(board.state().plan(), board::accept);
        story.at(3600, new RunEvent.RunResumed());

        assertThat(text(board, 3610, 100, 24).lines().findFirst()).hasValue("feature 7f3a  1/5 steps · 10 s");
        assertThat(board.started()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
    }
}
