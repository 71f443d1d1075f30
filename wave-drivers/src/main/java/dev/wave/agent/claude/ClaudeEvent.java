package dev.wave.agent.claude;

import com.google.gson.JsonElement;
import dev.wave.run.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One thing that a line of Claude Code's stream says, as far as Wave makes something of it.
sealed interface ClaudeEvent {

    /// The session has begun.
    ///
    /// @param version of the program
    record Started(String session, String version, String model, List<String> tools, List<Server> servers)
            implements ClaudeEvent {
        public Started {
            tools = List.copyOf(tools);
            servers = List.copyOf(servers);
        }
    }

    /// An MCP server, and whether it is `connected`.
    record Server(String name, String status) {}

    /// The model's API did not answer well; the program asks again by itself.
    ///
    /// @param status of HTTP; absent if there was no answer
    /// @param error in the program's words: `rate_limit`, `overloaded`, `server_error`, …
    record Retrying(long attempt, long most, Duration delay, Optional<Integer> status, String error)
            implements ClaudeEvent {}

    /// It goes on with another model.
    record FellBack(String from, String to) implements ClaudeEvent {}

    /// The model has said something to the end.
    record Text(String text) implements ClaudeEvent {}

    /// In place of an answer of the model stands an error.
    ///
    /// @param error in the program's words: `authentication_failed`, `invalid_request`, `server_error`, …
    record Problem(String error, String text) implements ClaudeEvent {}

    record ToolStarted(String id, String tool, String summary) implements ClaudeEvent {}

    record ToolFinished(String id, boolean ok) implements ClaudeEvent {}

    /// A call of the model has begun; what it has used of input is known.
    ///
    /// @param used one call
    record CallStarted(Usage used) implements ClaudeEvent {}

    /// A call of the model has ended.
    record CallEnded(long outputTokens) implements ClaudeEvent {}

    /// The session is over. Lines may follow.
    ///
    /// @param subtype may be `success` although it failed
    /// @param failed whether it failed, whatever the subtype says
    /// @param status of HTTP, of the last answer of the model's API, if that made it fail
    /// @param text the last thing said, or the error's message
    /// @param structured the answer that a schema was given for
    /// @param usage of all models, tokens only
    /// @param denials what was not permitted, in a few words each
    record Ended(
            String subtype,
            boolean failed,
            Optional<Integer> status,
            String text,
            Optional<JsonElement> structured,
            List<String> models,
            Usage usage,
            List<String> denials)
            implements ClaudeEvent {
        public Ended {
            models = List.copyOf(models);
            denials = List.copyOf(denials);
        }
    }
}
