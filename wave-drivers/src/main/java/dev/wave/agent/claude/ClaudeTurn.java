package dev.wave.agent.claude;

import dev.wave.process.Listener;
import dev.wave.run.Activity;
import dev.wave.run.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Hears one session of Claude Code: lets a person see what happens, and remembers what its end is judged by.
final class ClaudeTurn implements Listener {
    private final Consumer<Activity> activity;
    private final Duration farewell;
    private Optional<ClaudeEvent.Started> started = Optional.empty();
    private Optional<ClaudeEvent.Retrying> retrying = Optional.empty();
    private Optional<ClaudeEvent.Problem> problem = Optional.empty();
    private Optional<ClaudeEvent.Ended> ended = Optional.empty();
    private Usage used = Usage.UNKNOWN;
    private String lastText = "";

    /// @param farewell how long the program may take to end once its session is over
    ClaudeTurn(Consumer<Activity> activity, Duration farewell) {
        this.activity = activity;
        this.farewell = farewell;
    }

    @Override
    public void line(String line) {
        ClaudeEvents.read(line)
                .ifPresentOrElse(events -> events.forEach(this::hear), () -> activity.accept(new Activity.Said(line)));
    }

    @Override
    public void errorLine(String line) {
        activity.accept(new Activity.Said(line));
    }

    @Override
    public Optional<Duration> farewell() {
        return ended.map(_ -> farewell);
    }

    private void hear(ClaudeEvent event) {
        switch (event) {
            case ClaudeEvent.Started session -> begin(session);
            case ClaudeEvent.Retrying wait -> {
                retrying = Optional.of(wait);
                tell("the model's API " + answer(wait) + "; asked again in " + seconds(wait.delay()) + " ("
                        + wait.attempt() + " of " + wait.most() + ")");
            }
            case ClaudeEvent.FellBack(var from, var to) -> tell("goes on with " + to + " instead of " + from);
            case ClaudeEvent.Text(var text) -> {
                lastText = text;
                activity.accept(new Activity.Said(text));
            }
            case ClaudeEvent.Problem found -> problem = Optional.of(found);
            case ClaudeEvent.ToolStarted(var id, var tool, var summary) ->
                activity.accept(new Activity.ToolStarted(id, tool, summary));
            case ClaudeEvent.ToolFinished(var id, var ok) -> activity.accept(new Activity.ToolFinished(id, ok));
            case ClaudeEvent.CallStarted(var call) -> {
                retrying = Optional.empty(); // that one has got through
                used = used.plus(call);
            }
            case ClaudeEvent.CallEnded(var output) -> {
                used = used.plus(new Usage(0, 0, output, 0, Optional.empty()));
                activity.accept(new Activity.Used(used));
            }
            case ClaudeEvent.Ended end -> end(end);
        }
    }

    private void begin(ClaudeEvent.Started session) {
        started = Optional.of(session);
        tell("claude " + session.version() + " with " + session.model() + ", session " + session.session());
        session.servers().stream()
                .filter(server -> !server.status().equals("connected"))
                .forEach(server -> tell("the MCP server '" + server.name() + "' is " + server.status()));
    }

    private void end(ClaudeEvent.Ended end) {
        ended = Optional.of(end);
        if (!end.denials().isEmpty()) {
            tell("was not permitted: " + String.join(", ", end.denials()));
        }
        activity.accept(new Activity.Used(usage()));
    }

    private void tell(String text) {
        activity.accept(new Activity.Notice(text));
    }

    private static String answer(ClaudeEvent.Retrying wait) {
        return wait.status().map(status -> "answered " + status).orElse("could not be reached") + " (" + wait.error()
                + ")";
    }

    private static String seconds(Duration delay) {
        return delay.toMillis() < 1000 ? delay.toMillis() + " ms" : delay.toSeconds() + " s";
    }

    Optional<ClaudeEvent.Started> started() {
        return started;
    }

    /// The last time that the program has asked again by itself.
    Optional<ClaudeEvent.Retrying> retrying() {
        return retrying;
    }

    Optional<ClaudeEvent.Problem> problem() {
        return problem;
    }

    /// The end of the session; absent if the program has not told of it, which is a failure.
    Optional<ClaudeEvent.Ended> ended() {
        return ended;
    }

    /// What all models have used: exactly once the session is over, until then at least this much.
    Usage usage() {
        return ended.map(end -> new Usage(
                        end.usage().inputTokens(),
                        end.usage().cachedTokens(),
                        end.usage().outputTokens(),
                        used.modelCalls(),
                        end.usage().cost()))
                .orElse(used);
    }

    /// The answer: the one that fits the schema if there is one, else the last thing said.
    String message() {
        return ended.map(end -> end.structured().map(Object::toString).orElse(end.text()))
                .orElse(lastText);
    }
}
