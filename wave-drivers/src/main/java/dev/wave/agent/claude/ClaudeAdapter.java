package dev.wave.agent.claude;

import dev.wave.agent.AgentProgram;
import dev.wave.gateway.Forwarder;
import dev.wave.gateway.ModelGateway;
import dev.wave.model.SecretName;
import dev.wave.plan.Presence;
import dev.wave.process.Exit;
import dev.wave.process.Start;
import dev.wave.process.StepVariables;
import dev.wave.redaction.Vault;
import dev.wave.run.Activity;
import dev.wave.run.Answerer;
import dev.wave.run.Failure;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter;
import dev.wave.spi.Needs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// `type: claude`: Claude Code, one session of it for each attempt.
///
/// Nothing of the user's is read or changed: the program keeps its files in the attempt's own `HOME`, its
/// environment is an allow-list, and the key stays behind the [ModelGateway].
public final class ClaudeAdapter implements AgentAdapter {

    /// Long enough for the program to stop what it has left running, which it does in up to eight seconds.
    public static final Duration FAREWELL = Duration.ofSeconds(15);

    /// How often the program asks again by itself before the attempt fails, and all it had found out is lost.
    private static final String RETRIES = "3";

    private static final SecretName LOGIN = new SecretName("CLAUDE_LOGIN");

    private final AgentProgram programs;
    private final ModelGateway gateway;
    private final Map<String, String> machine;
    private final Duration farewell;
    private final Vault vault;

    /// @param machine the environment of this process: where the program is, the key, the login
    /// @param farewell how long the program may take to end once its session is over: [#FAREWELL]
    /// @param vault hides a login that the program is given
    public ClaudeAdapter(
            AgentProgram programs, ModelGateway gateway, Map<String, String> machine, Duration farewell, Vault vault) {
        this.programs = programs;
        this.gateway = gateway;
        this.machine = machine;
        this.farewell = farewell;
        this.vault = vault;
    }

    @Override
    public String type() {
        return "claude";
    }

    @Override
    public boolean offersTools() {
        return true;
    }

    @Override
    public Answer work(Assignment assignment, Consumer<Activity> activity) {
        return switch (ClaudeLauncher.of(assignment.settings(), assignment.project(), machine)) {
            case ClaudeLauncher.Missing(var missing) -> failed(missing);
            case ClaudeLauncher.Found found ->
                switch (ClaudeAccess.of(assignment.settings(), machine)) {
                    case ClaudeAccess.None(var missing) -> failed(missing);
                    case ClaudeAccess.Key key -> keyed(assignment, activity, found, key);
                    case ClaudeAccess.Login login -> loggedIn(assignment, activity, found, login);
                };
        };
    }

    private Answer keyed(
            Assignment assignment, Consumer<Activity> activity, ClaudeLauncher.Found program, ClaudeAccess.Key key) {
        if (key.redirected()) {
            activity.accept(new Activity.Notice(
                    "asks the model at " + key.address() + ", as " + ClaudeAccess.ADDRESS + " says"));
        }
        var level = assignment.site().level();
        Consumer<String> trouble = sentence -> activity.accept(new Activity.Notice(sentence));
        try (var door = gateway.open(level, key.address(), key.credential(), trouble)) {
            var env = new LinkedHashMap<String, String>();
            env.put(ClaudeAccess.ADDRESS, door.base().toString());
            env.put("ANTHROPIC_API_KEY", door.token());
            var answer = session(
                    assignment,
                    activity,
                    program.words(),
                    new Needs(program.files(), new LinkedHashMap<>(), door.ports()),
                    env,
                    "the key in " + key.variable());
            return door.retryAfter().map(wait -> waiting(answer, wait)).orElse(answer);
        }
    }

    /// The program does not tell for how long it was asked to wait if it gives up at once.
    private static Answer waiting(Answer answer, Duration asked) {
        return new Answer(
                answer.failure()
                        .map(failure -> failure instanceof Failure.Transient(var message, var _)
                                ? new Failure.Transient(message, Optional.of(asked))
                                : failure),
                answer.finalMessage(),
                answer.usage(),
                answer.agent(),
                answer.transcript());
    }

    private Answer loggedIn(
            Assignment assignment,
            Consumer<Activity> activity,
            ClaudeLauncher.Found program,
            ClaudeAccess.Login login) {
        activity.accept(new Activity.Notice("unmetered: it uses the login of claude and asks its vendor directly"));
        vault.add(LOGIN, login.token());
        var env = new LinkedHashMap<String, String>();
        env.put("CLAUDE_CODE_OAUTH_TOKEN", login.token());
        return session(
                assignment,
                activity,
                program.words(),
                new Needs(program.files(), new LinkedHashMap<>(), new LinkedHashMap<>()),
                env,
                "the login of claude, which starting 'claude' once renews");
    }

    private Answer session(
            Assignment assignment,
            Consumer<Activity> activity,
            List<String> words,
            Needs needs,
            SequencedMap<String, String> access,
            String credential) {
        var permissions = ClaudePermissions.of(
                assignment.persona().permissions(), assignment.deliverables().isPresent());
        permissions
                .unkept()
                .forEach(rule -> activity.accept(
                        new Activity.Notice("claude cannot keep " + rule + ": it may read its whole workspace")));
        var server = assignment.deliverables().map(Forwarder::stdio).orElse(List.of());
        var line = new ArrayList<>(words);
        line.addAll(ClaudeCommand.options(assignment, permissions, server));
        var turn = new ClaudeTurn(activity, farewell);
        var kept = programs.listen(
                new Start(
                        assignment.site().launch(line, ".", with(needs, assignment)),
                        environment(assignment, access),
                        new Start.Input.Text(ClaudeCommand.input(assignment)),
                        assignment.site().tag(),
                        assignment.limits()),
                turn);
        return new Answer(
                new ClaudeOutcome(credential).failure(kept.ran(), turn),
                turn.message(),
                kept.ran().exit() instanceof Exit.NotStarted ? Usage.NONE : turn.usage(),
                agent(turn),
                kept.transcript());
    }

    /// What the MCP server needs is needed as well.
    private static Needs with(Needs needs, Assignment assignment) {
        if (assignment.deliverables().isEmpty()) {
            return needs;
        }
        var readable = new ArrayList<>(needs.readable());
        readable.addAll(Forwarder.readable());
        var files = new LinkedHashMap<>(needs.files());
        var socket = assignment.deliverables().get();
        files.put(socket.toString(), socket);
        return new Needs(readable, files, needs.ports());
    }

    private static SequencedMap<String, String> environment(
            Assignment assignment, SequencedMap<String, String> access) {
        var env = new LinkedHashMap<String, String>();
        env.put("CLAUDE_CODE_MAX_RETRIES", RETRIES);
        env.put("API_TIMEOUT_MS", Long.toString(assignment.limits().idle().toMillis() * 4 / 5));
        env.putAll(assignment.settings().env());
        env.putAll(assignment.env());
        env.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        env.put("DISABLE_AUTOUPDATER", "1");
        env.put("ENABLE_TOOL_SEARCH", "false"); // or the model would have to look for the tool that hands over
        env.putAll(access);
        return StepVariables.of(env, assignment.site(), assignment.step(), assignment.attempt());
    }

    private static Answerer agent(ClaudeTurn turn) {
        var models = turn.ended()
                .map(ClaudeEvent.Ended::models)
                .filter(used -> !used.isEmpty())
                .or(() -> turn.started()
                        .map(ClaudeEvent.Started::model)
                        .filter(model -> !model.isBlank())
                        .map(List::of))
                .orElse(List.of());
        var version = turn.started().map(ClaudeEvent.Started::version).filter(text -> !text.isBlank());
        return new Answerer("claude", version, models);
    }

    private static Answer failed(Presence.Missing missing) {
        var failure = new Failure.AgentFailed(missing.what() + "; " + missing.fix());
        return new Answer(Optional.of(failure), "", Usage.NONE, Answerer.named("claude"), Optional.empty());
    }
}
