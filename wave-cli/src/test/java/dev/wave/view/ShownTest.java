package dev.wave.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.StepId;
import dev.wave.run.Failure;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownTest {

    @Test
    void durations_and_ages_have_the_precision_people_want() {
        assertThat(List.of(0L, 449L, 41_000L, 182_000L, 3_900_000L).stream()
                        .map(millis -> Shown.duration(Duration.ofMillis(millis)))
                        .toList())
                .containsExactly("0.0 s", "0.4 s", "41 s", "3 m 02 s", "1 h 05 m");
        assertThat(List.of(59L, 300L, 7200L, 3 * 86400L).stream()
                        .map(seconds -> Shown.ago(Duration.ofSeconds(seconds)))
                        .toList())
                .containsExactly("just now", "5 min ago", "2 h ago", "3 days ago");
    }

    @Test
    void a_number_never_rounds_up_to_a_thousand_of_its_unit() {
        assertThat(Shown.duration(Duration.ofMillis(9_999))).isEqualTo("9.9 s");
        assertThat(Shown.count(999_999)).isEqualTo("1.0M");
        assertThat(Shown.bytes(999_999)).isEqualTo("1.0 MB");
        assertThat(List.of(Shown.count(870), Shown.count(12_400), Shown.count(1_200_000)))
                .containsExactly("870", "12.4k", "1.2M");
        assertThat(List.of(Shown.bytes(870), Shown.bytes(12_000), Shown.bytes(1_200_000)))
                .containsExactly("870 B", "12 KB", "1.2 MB");
    }

    @Test
    void costs_below_a_cent_are_not_nothing_and_unknown_ones_not_zero() {
        assertThat(Shown.money(new BigDecimal("0.085"))).isEqualTo("$0.09");
        assertThat(Shown.money(new BigDecimal("0.0012"))).isEqualTo("$0.0012");
        assertThat(Shown.usage(new Usage(900, 0, 0, 1, Optional.empty()))).contains("900 tokens  cost unknown");
        assertThat(Shown.usage(Usage.NONE)).isEmpty();
        assertThat(Shown.usage(Usage.UNKNOWN)).isEmpty();
    }

    @Test
    void a_table_is_as_wide_as_its_cells() {
        var table = new Table("RUN", "STATUS");
        table.row("7f3a", "done");
        table.row("é", "");

        assertThat(table.lines()).containsExactly("RUN   STATUS", "7f3a  done", "é");
    }

    @Test
    void text_from_elsewhere_does_nothing_to_a_terminal() {
        assertThat(Printable.line("a\u001b[31mb\u0007\u009b\u202e\u2028c\u007f").text())
                .isEqualTo("a␛[31mb␇<U+009B><U+202E><U+2028>c␡");
        assertThat(Printable.line("one\r\ntwo\tthree\n").text()).isEqualTo("one  two three");
        assertThat(Printable.block("one\r\ntwo\n").text()).isEqualTo("one\ntwo\n");
        assertThat(Printable.line("naïve 日本 🙂").text()).isEqualTo("naïve 日本 🙂");
    }

    @Test
    void failures_are_one_line() {
        var violation = new Violation("/n", "expected a number\nfound text");
        var verdict = new Verdict("json_schema", Verdict.Status.BROKEN, List.of(violation, violation), "");
        assertThat(List.of(
                                new Failure.Exited(7, "first\nlast\n"),
                                new Failure.TimedOut(Failure.Limit.WALL, Duration.ofSeconds(41)),
                                new Failure.TimedOut(Failure.Limit.IDLE, Duration.ofMinutes(5)),
                                new Failure.OutputExceeded(64_000_000),
                                new Failure.ContractBroken(List.of(verdict)),
                                new Failure.PermissionViolation(List.of(new Violation("a.txt", "was changed"))),
                                new Failure.SecretFound(List.of(
                                        new Violation(".env", "holds the secret NPM_TOKEN"),
                                        new Violation("b", "holds the secret NPM_TOKEN"))),
                                new Failure.MergeConflict(
                                        List.of(new StepId("one"), new StepId("two")), List.of("a.txt", "b.txt")),
                                new Failure.Cancelled())
                        .stream()
                        .map(FailureText::of)
                        .toList())
                .containsExactly(
                        "exited with 7: last",
                        "timed out after 41 s",
                        "said nothing for 5 m 00 s",
                        "printed more than 64.0 MB",
                        "/n: expected a number found text (and 1 more)",
                        "not permitted: a.txt: was changed",
                        "not stored: .env: holds the secret NPM_TOKEN (and 1 more)",
                        "one and two changed the same files: a.txt, b.txt",
                        "cancelled");
    }
}
