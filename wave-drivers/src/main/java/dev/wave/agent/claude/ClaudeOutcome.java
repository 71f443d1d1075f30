package dev.wave.agent.claude;

import dev.wave.process.Exit;
import dev.wave.process.Ran;
import dev.wave.run.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Judges how a session ended, from its last event and the exit code. An exit code of 0 alone says nothing,
/// and neither does a `success` in the stream: a session that does not tell of its end has failed, and whether
/// one that does has failed is its own word.
final class ClaudeOutcome {

    /// Errors, in the program's words, that pass by themselves.
    private static final List<String> PASSING = List.of("rate_limit", "overloaded", "server_error");

    /// Texts of errors that the program has no word for, and that pass: no connection, and an answer that is none.
    private static final List<String> PASSING_TEXTS = List.of(
            "unable to connect",
            "connection",
            "empty or malformed response",
            "failed to parse",
            "timed out",
            "overloaded",
            "socket");

    private final String credential;

    /// @param credential what the model's API was asked with, for example `the key in ANTHROPIC_API_KEY`
    ClaudeOutcome(String credential) {
        this.credential = credential;
    }

    /// Why the agent has not come to its end; absent if it has.
    Optional<Failure> failure(Ran ran, ClaudeTurn turn) {
        return switch (ran.exit()) {
            case Exit.Ended(var code) ->
                turn.ended().map(end -> ended(end, code, ran, turn)).orElseGet(() -> Optional.of(silent(code, ran)));
            case Exit.Stayed _ -> turn.ended().flatMap(end -> ended(end, 0, ran, turn));
            case Exit.TimedOut _, Exit.TooMuchOutput _, Exit.DiskFull _, Exit.Cancelled _, Exit.NotStarted _ ->
                ran.exit().failure(ran.lastLines());
        };
    }

    private static Failure silent(int code, Ran ran) {
        return code == 0
                ? new Failure.AgentFailed("claude ended without telling how: there is no result in what it printed")
                : new Failure.Exited(code, ran.lastLines());
    }

    private Optional<Failure> ended(ClaudeEvent.Ended end, int code, Ran ran, ClaudeTurn turn) {
        if (end.failed()) {
            return Optional.of(failed(end, turn));
        }
        return code == 0 ? Optional.empty() : Optional.of(new Failure.Exited(code, ran.lastLines()));
    }

    private Failure failed(ClaudeEvent.Ended end, ClaudeTurn turn) {
        if (passes(end, turn)) {
            return new Failure.Transient(end.text(), turn.retrying().map(ClaudeEvent.Retrying::delay));
        }
        var denied = end.denials().isEmpty() ? "" : "; it was not permitted: " + String.join(", ", end.denials());
        return new Failure.AgentFailed(sentence(end, turn) + denied);
    }

    private static boolean passes(ClaudeEvent.Ended end, ClaudeTurn turn) {
        if (end.status().isPresent()) {
            int status = end.status().get();
            return status == 408 || status == 429 || status >= 500;
        }
        var error = turn.problem().map(ClaudeEvent.Problem::error).orElse("");
        return PASSING.contains(error)
                || (error.equals("unknown")
                        && PASSING_TEXTS.stream().anyMatch(end.text().toLowerCase(Locale.ROOT)::contains));
    }

    private String sentence(ClaudeEvent.Ended end, ClaudeTurn turn) {
        var error = turn.problem().map(ClaudeEvent.Problem::error).orElse("");
        if (error.equals("authentication_failed") || isRefusal(end)) {
            return "the model's API does not accept " + credential + ": " + end.text();
        }
        if (end.subtype().equals("error_max_turns")) {
            return "claude used up its turns: " + end.text()
                    + "; allow more with 'args: [--max-turns, \"500\"]' of its adapter";
        }
        return end.text().isBlank() ? "claude failed: " + end.subtype() : end.text();
    }

    private static boolean isRefusal(ClaudeEvent.Ended end) {
        return end.status().filter(status -> status == 401 || status == 403).isPresent();
    }
}
