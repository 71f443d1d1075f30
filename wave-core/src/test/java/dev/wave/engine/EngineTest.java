package dev.wave.engine;

import static dev.wave.engine.Story.TREE;
import static dev.wave.engine.Story.checked;
import static dev.wave.engine.Story.contract;
import static dev.wave.engine.Story.optional;
import static dev.wave.engine.Story.plan;
import static dev.wave.engine.Story.retried;
import static dev.wave.engine.Story.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.Handover.OnFailure;
import dev.wave.model.Retry;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.run.Failure;
import dev.wave.run.Origin;
import dev.wave.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final Failure EXITED = new Failure.Exited(1, "no");

    @Test
    void prepares_a_step_as_soon_as_its_own_dependencies_are_done() {
        var story = new Story(plan(4, false, step("a"), step("b"), step("c", "a")));

        assertThat(story.ready("a").ends("a").log()).isEqualTo("""
                started
                  > prepare a
                  > prepare b
                a ready
                a attempt 1 from CLEAN
                  > start a 1
                a ended
                a succeeded
                  > prepare c
                """);
    }

    @Test
    void lets_no_more_than_max_parallel_run_and_starts_in_plan_order() {
        var story = new Story(plan(1, false, step("a"), step("b"), step("c")));
        story.ready("c", "b", "a").log();

        assertThat(story.ends("c").log()).isEqualTo("""
                c ended
                c succeeded
                a attempt 1 from CLEAN
                  > start a 1
                """);
    }

    @Test
    void skips_what_needs_a_failed_step_and_lets_the_others_go_on() {
        var story = new Story(plan(4, false, step("a"), step("b", "a"), step("c", "b"), step("d")));
        story.ready("a", "d").log();

        assertThat(story.fails("a", EXITED).ends("d").log()).isEqualTo("""
                a ended Exited
                a failed Exited USED_UP
                b skipped needs [a]
                c skipped needs [b]
                d ended
                d succeeded
                  > merge [d]
                """);
        assertThat(story.report(new Report.FinalMerged(new Report.Merge.Merged(TREE)))
                        .log())
                .isEqualTo("over FAILED with tree: a failed\n");
    }

    @Test
    void runs_a_step_without_what_it_only_can_use() {
        var story = new Story(plan(4, false, optional("a"), step("b", "a?")));
        story.ready("a").log();

        assertThat(story.fails("a", EXITED).log()).isEqualTo("""
                a ended Exited
                a failed Exited USED_UP
                  > prepare b
                """);
        assertThat(story.ready("b")
                        .ends("b")
                        .report(new Report.FinalMerged(new Report.Merge.Merged(TREE)))
                        .log())
                .endsWith("over SUCCEEDED with tree\n");
    }

    @Test
    void a_run_of_skipped_steps_is_green() {
        var story = new Story(plan(4, false, step("a"), step("b", "a")));
        story.log();

        assertThat(story.prepared("a", new Report.Preparation.NotWanted()).log())
                .isEqualTo("""
                a skipped Condition
                b skipped needs [a]
                over SUCCEEDED
                """);
    }

    @Test
    void cancels_running_siblings_when_the_pipeline_is_fail_fast() {
        var story = new Story(plan(2, true, step("a"), step("b"), step("c")));
        story.ready("a", "b", "c").log();

        assertThat(story.fails("a", EXITED).log()).isEqualTo("""
                a ended Exited
                a failed Exited USED_UP
                c skipped Stopped
                  > cancel b
                """);
        assertThat(story.fails("b", new Failure.Cancelled()).log()).isEqualTo("""
                b ended Cancelled
                b failed Cancelled STOPPED
                over FAILED: a, b failed
                """);
    }

    @Test
    void repairs_a_broken_contract_on_the_tree_that_broke_it() {
        var story = new Story(plan(1, false, checked("a", contract("tests", true, OnFailure.RETRY, 1))));
        story.ready("a").log();

        assertThat(story.ends("a", "!tests").log()).isEqualTo("""
                a tests BROKEN
                a ended ContractBroken
                a again from PREVIOUS
                a attempt 2 from PREVIOUS
                  > start a 2 on the previous tree with feedback
                """);
        assertThat(story.ends("a", "!tests").log()).isEqualTo("""
                a tests BROKEN
                a ended ContractBroken
                a failed ContractBroken USED_UP
                over FAILED: a failed
                """);
    }

    @Test
    void an_errored_check_does_not_hold_and_neither_does_one_nobody_made() {
        var step = checked("a", contract("tests", true, OnFailure.RETRY, 0));

        assertThat(new Story(plan(1, false, step))
                        .ready("a")
                        .ends("a", "?tests")
                        .log())
                .endsWith("a failed ContractBroken USED_UP\nover FAILED: a failed\n");
        assertThat(new Story(plan(1, false, step)).ready("a").ends("a").log()).endsWith("""
                        a tests ERRORED
                        a ended ContractBroken
                        a failed ContractBroken USED_UP
                        over FAILED: a failed
                        """);
    }

    @Test
    void each_contract_counts_the_attempts_it_broke() {
        var story = new Story(plan(
                1,
                false,
                checked("a", contract("one", true, OnFailure.RETRY, 1), contract("two", true, OnFailure.RETRY, 1))));
        story.ready("a").ends("a", "!one", "two").ends("a", "one", "!two").log();

        assertThat(story.ends("a", "one", "!two").log()).contains("a failed ContractBroken USED_UP");
    }

    @Test
    void halts_without_a_retry_and_lets_running_steps_finish() {
        var story = new Story(
                plan(2, false, checked("a", contract("tests", true, OnFailure.HALT, 2)), step("b"), step("c")));
        story.ready("a", "b", "c").log();

        assertThat(story.ends("a", "!tests").ends("b").log()).isEqualTo("""
                a tests BROKEN
                a ended ContractBroken
                a failed ContractBroken HALTED
                c skipped Stopped
                b ended
                b succeeded
                  > merge [b]
                """);
    }

    @Test
    void continues_with_a_broken_contract_but_is_not_green_unless_it_need_not_pass() {
        var must = checked("a", contract("tests", true, OnFailure.CONTINUE, 2));
        var need_not = checked("a", contract("tests", false, OnFailure.CONTINUE, 2));
        var merged = new Report.FinalMerged(new Report.Merge.Merged(TREE));

        assertThat(new Story(plan(1, false, must))
                        .ready("a")
                        .ends("a", "!tests")
                        .report(merged)
                        .log())
                .endsWith("""
                        a succeeded tainted
                          > merge [a]
                        over FAILED with tree: a contract that must pass does not hold: a
                        """);
        assertThat(new Story(plan(1, false, need_not))
                        .ready("a")
                        .ends("a", "!tests")
                        .report(merged)
                        .log())
                .endsWith("a succeeded\n  > merge [a]\nover SUCCEEDED with tree\n");
    }

    @Test
    void takes_what_need_not_pass_once_its_retries_are_used_up() {
        var story = new Story(plan(1, false, checked("a", contract("style", false, OnFailure.RETRY, 1))));
        story.ready("a").ends("a", "!style").log();

        assertThat(story.ends("a", "!style").log()).isEqualTo("""
                a style BROKEN
                a ended
                a succeeded
                  > merge [a]
                """);
    }

    @Test
    void starts_clean_after_another_failure_unless_the_author_says_otherwise() {
        var clean = new Story(plan(1, false, retried("a", 1, Retry.From.CLEAN)));
        var previous = new Story(plan(1, false, retried("a", 1, Retry.From.PREVIOUS)));

        assertThat(clean.ready("a").fails("a", EXITED).log()).endsWith("a attempt 2 from CLEAN\n  > start a 2\n");
        assertThat(previous.ready("a").fails("a", EXITED).log())
                .endsWith("a attempt 2 from PREVIOUS\n  > start a 2 on the previous tree\n");
        assertThat(clean.fails("a", EXITED).log()).contains("a failed Exited USED_UP");
    }

    @Test
    void the_same_failure_three_times_ends_a_step_before_its_retries_do() {
        var story = new Story(plan(1, false, retried("a", 9, Retry.From.CLEAN)));
        story.ready("a").fails("a", new Failure.Exited(1, "at 10:01")).fails("a", new Failure.Exited(1, "at 10:02"));
        story.log();

        assertThat(story.fails("a", new Failure.Exited(1, "at 10:03")).log()).contains("a failed Exited REPEATED");
    }

    @Test
    void waits_out_what_passes_by_itself_five_times_and_repeats_the_same_attempt() {
        var story = new Story(plan(1, false, checked("a", contract("tests", true, OnFailure.RETRY, 1))));
        story.ready("a").ends("a", "!tests").log();
        var overloaded = new Failure.Transient("429", Optional.of(Duration.ofSeconds(30)));

        for (var time = 0; time < 5; time++) {
            var attempt = story.attempt("a");
            assertThat(story.fails("a", overloaded).log()).endsWith("a again from PREVIOUS later\n  > delay a\n");
            assertThat(story.report(new Report.DelayOver(new StepId("a"), attempt + 1))
                            .log())
                    .endsWith("on the previous tree with feedback\n");
        }
        assertThat(story.fails("a", overloaded).log()).contains("a failed Transient USED_UP");
    }

    @Test
    void does_not_wait_longer_than_ten_minutes() {
        var story = new Story(plan(1, false, step("a")));

        assertThat(story.ready("a")
                        .fails("a", new Failure.Transient("429", Optional.of(Duration.ofHours(5))))
                        .log())
                .contains("a failed Transient USED_UP");
    }

    @Test
    void a_waiting_step_leaves_its_place_to_another() {
        var story = new Story(plan(1, false, step("a"), step("b")));
        story.ready("a", "b").log();

        assertThat(story.fails("a", new Failure.Transient("503", Optional.empty()))
                        .log())
                .isEqualTo("""
                        a ended Transient
                        a again from CLEAN later
                        b attempt 1 from CLEAN
                          > delay a
                          > start b 1
                        """);
        assertThat(story.report(new Report.DelayOver(new StepId("a"), 2))
                        .ends("b")
                        .log())
                .isEqualTo("""
                        a due
                        b ended
                        b succeeded
                        a attempt 2 from CLEAN
                          > start a 2
                        """);
    }

    @Test
    void does_not_try_again_what_would_only_fail_again() {
        for (var failure : List.of(
                new Failure.PermissionViolation(List.of()),
                new Failure.SecretFound(List.of()),
                new Failure.StoreFailed("full"),
                new Failure.MergeConflict(List.of(), List.of()))) {
            var story = new Story(plan(1, false, retried("a", 3, Retry.From.CLEAN)));
            assertThat(story.ready("a").fails("a", failure).log()).contains(" FINAL\n");
        }
    }

    @Test
    void prepares_again_what_was_lost_three_times_at_most() {
        var story = new Story(plan(1, false, step("a")));
        story.ready("a").log();

        for (var attempt = 1; attempt <= 3; attempt++) {
            assertThat(story.report(new Report.AttemptLost(new StepId("a"), attempt))
                            .log())
                    .isEqualTo("a attempt " + attempt + " lost\n  > prepare a\n");
            story.ready("a").log();
        }
        assertThat(story.report(new Report.AttemptLost(new StepId("a"), 4)).log())
                .contains("a failed Lost USED_UP");
    }

    @Test
    void a_report_that_answers_nothing_pending_changes_nothing() {
        var story = new Story(plan(1, false, step("a"), step("b", "a")));
        story.ready("a").ends("a").log();
        var before = story.state();

        story.ready("a")
                .report(new Report.AttemptLost(new StepId("a"), 1))
                .report(new Report.AttemptLost(new StepId("b"), 1))
                .report(new Report.DelayOver(new StepId("a"), 2))
                .report(new Report.FinalMerged(new Report.Merge.Merged(TREE)));

        assertThat(story.log()).isEmpty();
        assertThat(story.state()).isEqualTo(before);
    }

    @Test
    void a_cancelled_run_ends_when_what_was_running_has_answered() {
        var story = new Story(plan(1, false, step("a"), step("b"), step("c", "a")));
        story.ready("a").log();

        assertThat(story.report(new Report.CancelAsked())
                        .report(new Report.CancelAsked())
                        .log())
                .isEqualTo("""
                        cancel asked
                        b skipped Stopped
                        c skipped Stopped
                          > cancel a
                        """);
        assertThat(story.fails("a", new Failure.Cancelled()).log()).isEqualTo("""
                a ended Cancelled
                a failed Cancelled STOPPED
                over CANCELLED: cancelled
                """);
    }

    @Test
    void resumes_what_did_not_come_to_a_good_end_and_leaves_the_rest() {
        var story = new Story(plan(2, false, step("a"), step("b"), step("c", "b")));
        story.ready("a", "b")
                .ends("a")
                .fails("b", EXITED)
                .report(new Report.FinalMerged(new Report.Merge.Merged(TREE)));
        story.log();

        assertThat(story.resume().ready("b").log()).isEqualTo("""
                resumed
                  > prepare b
                b ready
                b attempt 2 from CLEAN
                  > start b 2
                """);
    }

    @Test
    void an_attempt_that_died_with_its_process_is_lost_and_repeated_from_where_it_started() {
        var story = new Story(plan(1, false, checked("a", contract("tests", true, OnFailure.RETRY, 1))));
        story.ready("a").ends("a", "!tests").log();

        assertThat(story.resume().ready("a").log()).isEqualTo("""
                resumed
                a attempt 2 lost
                  > prepare a
                a ready
                a attempt 3 from PREVIOUS
                  > start a 3 on the previous tree with feedback
                """);
    }

    @Test
    void a_step_that_did_without_an_input_gets_another_chance_with_it() {
        var story = new Story(plan(1, false, step("a"), step("b", "a?"), step("c")));
        story.ready("a").fails("a", EXITED).ready("b").ends("b").ready("c").ends("c");
        story.report(new Report.FinalMerged(new Report.Merge.Merged(TREE))).log();

        assertThat(story.resume().log()).isEqualTo("resumed\n  > prepare a\n");
        assertThat(story.ready("a").ends("a").log()).endsWith("  > prepare b\n");
    }

    @Test
    void a_step_outside_the_selection_may_only_be_served_from_the_store() {
        var plan = plan(1, false, step("a"), step("b", "a"), step("c"));
        var stored = new Report.Preparation.Reused(
                new Key(Digest.ofText("")),
                Digest.ofText("result"),
                TREE,
                List.of(),
                new Origin.OfRun(new RunId("abcd"), Instant.EPOCH),
                Usage.NONE);

        assertThat(new Story(plan, "b").prepared("a", stored).log()).isEqualTo("""
                started
                c skipped NotSelected
                  > prepare a
                a reused
                a succeeded
                  > prepare b
                """);
        assertThat(new Story(plan, "b").ready("a").log()).isEqualTo("""
                started
                c skipped NotSelected
                  > prepare a
                a failed NotPrepared FINAL
                b skipped needs [a]
                over FAILED: a failed
                """);
    }

    @Test
    void a_conflict_of_the_leaves_fails_the_run() {
        var story = new Story(plan(2, false, step("a"), step("b")));
        story.ready("a", "b").ends("a").ends("b").log();
        var conflict = new Report.Merge.Conflict(List.of(new StepId("a"), new StepId("b")), List.of("README.md"));

        assertThat(story.report(new Report.FinalMerged(conflict)).log())
                .isEqualTo("over FAILED: a and b changed the same files: README.md\n");
    }

    @Test
    void a_succeeded_run_cannot_be_resumed() {
        var story = new Story(plan(1, false, step("a")));
        story.ready("a")
                .ends("a")
                .report(new Report.FinalMerged(new Report.Merge.Merged(TREE)))
                .log();

        assertThat(story.resume().log()).isEmpty();
    }
}
