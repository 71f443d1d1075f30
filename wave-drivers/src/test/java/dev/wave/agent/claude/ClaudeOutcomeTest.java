package dev.wave.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.process.Exit;
import dev.wave.process.Ran;
import dev.wave.run.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClaudeOutcomeTest {
    private final ClaudeOutcome outcome = new ClaudeOutcome("the key in ANTHROPIC_API_KEY");

    @Test
    void every_recorded_end_is_judged() {
        var text = new StringBuilder();
        new TreeMap<>(Samples.EXITS)
                .forEach((name, exit) -> text.append(name)
                        .append(": ")
                        .append(shown(outcome.failure(Samples.exited(exit), Samples.heard(name))))
                        .append('\n'));

        assertThat(text.toString()).isEqualTo("""
                api-400: failed, API Error: 400 stub error 400
                api-401: failed, the model's API does not accept the key in ANTHROPIC_API_KEY…
                api-404: failed, There's an issue with the selected model (claude-opus-4-8[1m…
                api-413: failed, Request too large (max 32MB). Try with a smaller file.
                api-429: passing, API Error: Request rejected (429) · stub error 429 [1000 ms]
                api-429-long-retry-after: passing, API Error: Request rejected (429) · stub error 429
                api-429-recovered: done
                api-500: passing, API Error: 500 stub error 500. This is a server-side issue, … [539 ms]
                api-529: passing, API Error: Repeated 529 Overloaded errors. The API is at cap… [1090 ms]
                background-bash: done
                bash-failed: done
                budget: failed, Reached maximum budget ($0.02)
                edit: done
                empty-answer: done
                garbage: passing, API Error: API returned an empty or malformed response (HTTP…
                max-tokens: failed, API Error: Claude's response exceeded the 64000 output token…
                max-turns: failed, claude used up its turns: Reached maximum number of turns (2…
                mcp: done
                multi: done
                no-api-key: failed, the model's API does not accept the key in ANTHROPIC_API_KEY…
                outside-cwd: done
                partial: done
                prompt-too-long: failed, Prompt is too long · the request is ~250000 tokens (limit 20…
                refusal: failed, API Error: Claude Code is unable to respond to this request,…
                request-timeout: passing, Request timed out
                resume-unknown: failed, No conversation found with session ID: 11111111-2222-4333-84…
                schema: done
                schema-ignored: done
                sigint: failed, [ede_diagnostic] result_type=user last_content_type=n/a stop…
                sigterm: exited with 143, the last lines
                stream-cut: passing, API Error: Connection to the API was lost (ECONNRESET). This…
                stream-cut-recovered: done
                stream-error: passing, API Error: 503 stub error 503. This is a server-side issue, … [517 ms]
                subagent: done
                text: done
                thinking: done
                write: done
                write-denied: done
                """);
    }

    @Test
    void an_exit_code_of_0_without_a_result_is_a_failure() {
        assertThat(outcome.failure(Samples.exited(0), Samples.heard("sigterm")))
                .contains(new Failure.AgentFailed(
                        "claude ended without telling how: there is no result in what it printed"));
    }

    @Test
    void a_result_that_says_well_does_not_outweigh_an_exit_code_that_says_otherwise() {
        assertThat(outcome.failure(Samples.exited(7), Samples.heard("text")))
                .contains(new Failure.Exited(7, "the last lines"));
    }

    @Test
    void a_program_that_had_to_be_killed_after_its_result_has_done_its_work() {
        var stayed = new Ran(new Exit.Stayed(Duration.ofSeconds(15)), "", 1, Duration.ofSeconds(20));

        assertThat(outcome.failure(stayed, Samples.heard("text"))).isEmpty();
        assertThat(outcome.failure(stayed, Samples.heard("max-turns"))).isPresent();
    }

    @Test
    void limits_and_cancelling_outweigh_what_was_said() {
        assertThat(outcome.failure(new Ran(new Exit.Cancelled(), "", 1, Duration.ZERO), Samples.heard("text")))
                .contains(new Failure.Cancelled());
        assertThat(outcome.failure(
                        new Ran(
                                new Exit.TimedOut(Failure.Limit.IDLE, Duration.ofMinutes(5)),
                                "",
                                1,
                                Duration.ofMinutes(6)),
                        Samples.heard("text")))
                .contains(new Failure.TimedOut(Failure.Limit.IDLE, Duration.ofMinutes(5)));
    }

    private static String shown(Optional<Failure> failure) {
        return failure.map(found -> switch (found) {
                    case Failure.AgentFailed(var message) -> "failed, " + start(message);
                    case Failure.Transient(var message, var wait) ->
                        "passing, " + start(message)
                                + wait.map(time -> " [" + time.toMillis() + " ms]")
                                        .orElse("");
                    case Failure.Exited(var code, var last) -> "exited with " + code + ", " + last;
                    default -> found.toString();
                })
                .orElse("done");
    }

    private static String start(String message) {
        return message.length() <= 60 ? message : message.substring(0, 60) + "…";
    }
}
