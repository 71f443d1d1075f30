package dev.wave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.StepId;
import dev.wave.run.Failure;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Because;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEventJson;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static final String LONG = "x".repeat(1 << 20);

    @Test
    void an_event_carries_no_more_text_than_a_person_reads() {
        var violations = Collections.nCopies(1_000, new Violation(LONG, LONG));
        var verdicts = Collections.nCopies(7, new Verdict("tests", Verdict.Status.BROKEN, violations, LONG));
        for (var failure : List.of(
                new Failure.Exited(1, LONG),
                new Failure.AgentFailed(LONG),
                new Failure.ContractBroken(verdicts),
                new Failure.PermissionViolation(violations),
                new Failure.SecretFound(violations),
                new Failure.MergeConflict(List.of(), Collections.nCopies(1_000, LONG)))) {
            var event =
                    new RunEvent.StepFinished(new StepId("a"), new Ending.Failed(Excerpt.of(failure), Because.FINAL));

            assertThat(RunEventJson.write(event).length()).isLessThan(17 * 1024);
        }
    }

    @Test
    void keeps_the_end_of_what_a_program_printed_and_whole_characters() {
        var printed = "start " + "\ud83d\ude00".repeat(5_000) + " error: no";

        assertThat(Excerpt.of(new Failure.Exited(1, printed))).isInstanceOfSatisfying(Failure.Exited.class, exited -> {
            assertThat(exited.lastLines()).startsWith("…\ud83d\ude00").endsWith(" error: no");
            assertThat(exited.lastLines().length()).isLessThanOrEqualTo(8 * 1024 + 1);
        });
    }

    @Test
    void says_how_much_is_left_out() {
        var files = Collections.nCopies(23, "a.txt");

        assertThat(Excerpt.lines(files)).hasSize(21).endsWith("and 3 more");
    }

    @Test
    void leaves_short_texts_as_they_are() {
        var failure = new Failure.Exited(1, "make: *** [all] Error 1\n");

        assertThat(Excerpt.of(failure)).isEqualTo(failure);
    }
}
