package dev.wave.doctor;

import dev.wave.model.AdapterSettings;
import dev.wave.model.ModelAccess;
import dev.wave.model.VariableName;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.Presence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An agent that many people have.
///
/// @param type of its adapter
/// @param program that it is
/// @param tested the version its adapter was tested with: major and minor
/// @param install how to get it
/// @param key the variable that usually holds its key
record KnownAgent(String type, String program, String tested, String install, String key) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");

    /// Those with a `type:` of their own, in the order in which `default_adapter: auto` looks for them.
    static final List<KnownAgent> ALL = List.of(
            new KnownAgent("claude", "claude", "2.1", "npm install -g @anthropic-ai/claude-code", "ANTHROPIC_API_KEY"),
            new KnownAgent("codex", "codex", "0.169", "npm install -g @openai/codex", "OPENAI_API_KEY"),
            new KnownAgent("gemini", "gemini", "0.61", "npm install -g @google/gemini-cli", "GEMINI_API_KEY"),
            new KnownAgent("opencode", "opencode", "1.18", "npm install -g opencode-ai", "ANTHROPIC_API_KEY"));

    /// What is there of one that this Wave has no adapter for; nothing is said of one that is not there.
    Optional<Check> undrivable(Versions versions) {
        return versions.of(program)
                .map(found -> Check.note(
                        "agent " + type,
                        name(found) + "; this version of Wave has no adapter for it",
                        "drive it by an adapter of `type: command`"));
    }

    /// Whether a run could use it. Whether a key is set is told, never what it is.
    ///
    /// @param agents as planning asks them
    /// @param settings the project's, else the usual ones
    Check check(Versions versions, AgentFinder agents, AdapterSettings settings) {
        var found = versions.of(program).filter(_ -> settings.command().isEmpty());
        var name = found.map(KnownAgent::name)
                .or(() -> agents.version(settings))
                .map(text -> text + "; ")
                .orElse("");
        return switch (agents.find(settings)) {
            case Presence.Here() -> version(found, name, access(settings));
            case Presence.Missing(var what, var fix) -> missing(agents, settings, name, what, fix);
        };
    }

    private Check missing(AgentFinder agents, AdapterSettings settings, String name, String what, String fix) {
        var isKeyed = settings.access() instanceof ModelAccess.Key;
        return isKeyed && agents.find(settings.with(new ModelAccess.Login())) instanceof Presence.Here
                ? Check.note(
                        "agent " + type,
                        name + what + "; somebody is logged in to it",
                        "write 'adapters: {" + type + ": {auth: login}}' in .wave/local.yaml to use the login, or "
                                + fix)
                : Check.note("agent " + type, name + what, fix);
    }

    private String access(AdapterSettings settings) {
        return switch (settings.access()) {
            case ModelAccess.Login() -> "logged in";
            case ModelAccess.Key(var _, var variable) ->
                variable.map(VariableName::value).orElse(key) + " is set";
        };
    }

    private Check version(Optional<Versions.Answer> found, String name, String access) {
        var here = found.flatMap(Versions.Answer::version).map(VERSION::matcher).filter(text -> text.find());
        var known = VERSION.matcher(tested);
        if (here.isEmpty() || !known.matches()) {
            return Check.ok("agent " + type, name + access);
        }
        int order = Integer.compare(number(here.get().group(1)), number(known.group(1)));
        order = order == 0 ? Integer.compare(number(here.get().group(2)), number(known.group(2))) : order;
        if (order < 0) {
            return Check.note(
                    "agent " + type,
                    name + "older than " + tested + ", the oldest that was tested; " + access,
                    install);
        }
        return Check.ok(
                "agent " + type,
                name + (order == 0 ? "tested with " + tested : "newer than " + tested + ", which was tested") + "; "
                        + access);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static String name(Versions.Answer found) {
        return found.version().orElse("gives no version") + " at " + found.program();
    }
}
