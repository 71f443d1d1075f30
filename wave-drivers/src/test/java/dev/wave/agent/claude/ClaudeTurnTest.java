package dev.wave.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.run.Activity;
import dev.wave.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaudeTurnTest {
    private final List<Activity> activity = new ArrayList<>();
    private final ClaudeTurn turn = new ClaudeTurn(activity::add, Duration.ofSeconds(3));

    @Test
    void a_person_sees_what_it_says_and_does_and_what_it_may_not() {
        hear("partial");

        assertThat(activity)
                .containsExactly(
                        new Activity.Notice("claude 2.1.197 with claude-opus-4-8[1m], session"
                                + " 0d0539d1-209c-4aff-9c0a-e8e678d1c85d"),
                        new Activity.Said("I will write the file."),
                        new Activity.ToolStarted("toolu_call_00000234stub", "Write", "/workspace/hello.txt"),
                        new Activity.Used(new Usage(1400, 1000, 34, 1, Optional.empty())),
                        new Activity.ToolFinished("toolu_call_00000234stub", false),
                        new Activity.Said("wrote hello.txt"),
                        new Activity.Used(new Usage(2800, 2000, 68, 2, Optional.empty())),
                        new Activity.Notice("was not permitted: Write(/workspace/hello.txt)"),
                        new Activity.Used(new Usage(2800, 2000, 68, 2, cost("0.017199999999999997"))));
    }

    @Test
    void asking_again_is_told() {
        hear("api-529");

        assertThat(activity)
                .contains(
                        new Activity.Notice(
                                "the model's API answered 529 (overloaded); asked again in 558 ms (1 of 10)"),
                        new Activity.Notice("the model's API answered 529 (overloaded); asked again in 1 s (2 of 10)"));
    }

    @Test
    void usage_is_that_of_all_models_and_of_sub_agents() {
        hear("subagent");

        assertThat(turn.usage()).isEqualTo(new Usage(4200, 3000, 102, 0, cost("0.025799999999999997")));
    }

    @Test
    void the_answer_to_a_schema_is_the_message() {
        hear("schema");

        assertThat(turn.message()).isEqualTo("{\"verdict\":\"pass\",\"score\":1}");
    }

    @Test
    void a_session_that_is_cut_has_used_what_it_has_told_of() {
        Samples.lines("partial").stream().limit(12).forEach(turn::line);

        assertThat(turn.ended()).isEmpty();
        assertThat(turn.usage()).isEqualTo(new Usage(1400, 1000, 34, 1, Optional.empty()));
        assertThat(turn.message()).isEqualTo("I will write the file.");
    }

    @Test
    void it_is_waited_for_only_a_while_once_the_session_is_over() {
        var lines = Samples.lines("background-bash");
        lines.subList(0, lines.size() - 3).forEach(turn::line);
        assertThat(turn.farewell()).isEmpty();

        lines.subList(lines.size() - 3, lines.size()).forEach(turn::line);
        assertThat(turn.farewell()).contains(Duration.ofSeconds(3));
        assertThat(turn.message()).isEqualTo("done");
    }

    @Test
    void what_it_does_not_know_is_passed_over_and_what_is_no_JSON_is_shown() {
        for (var line : List.of(
                "",
                "not JSON",
                "[1]",
                "{\"type\":\"result",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"tomorrow\",\"x\":1}",
                "{\"type\":\"assistant\",\"message\":{\"content\":\"text\"}}",
                "{\"type\":\"assistant\",\"message\":{\"content\":[1,{\"type\":\"picture\"},{\"type\":\"text\"}]}}",
                "{\"type\":\"user\",\"message\":null}",
                "{\"type\":\"system\",\"subtype\":\"api_retry\",\"attempt\":\"x\",\"retry_delay_ms\":1e999999999}",
                "{\"type\":\"stream_event\",\"event\":{\"type\":\"message_start\",\"message\":{\"usage\":[]}}}")) {
            turn.line(line);
        }

        assertThat(activity)
                .containsExactly(
                        new Activity.Said(""),
                        new Activity.Said("not JSON"),
                        new Activity.Said("[1]"),
                        new Activity.Said("{\"type\":\"result"),
                        new Activity.Said(""),
                        new Activity.Notice(
                                "the model's API could not be reached (unknown); asked again in 0 ms (0 of 0)"));
        assertThat(turn.ended()).isEmpty();
    }

    @Test
    void the_last_result_counts_and_numbers_that_make_no_sense_do_not() {
        turn.line("{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"result\":\"first\"}");
        turn.line(
                "{\"type\":\"result\",\"subtype\":\"success\",\"result\":\"second\",\"total_cost_usd\":\"free\","
                        + "\"modelUsage\":{\"a\":{\"inputTokens\":-5,\"outputTokens\":1.9},\"b\":7,\"c\":{\"outputTokens\":2}}}");

        assertThat(turn.message()).isEqualTo("second");
        assertThat(turn.usage()).isEqualTo(new Usage(0, 0, 3, 0, Optional.empty()));
    }

    private void hear(String sample) {
        Samples.lines(sample).forEach(turn::line);
    }

    private static Optional<BigDecimal> cost(String dollars) {
        return Optional.of(new BigDecimal(dollars));
    }
}
