package dev.wave.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An agent that many people have, and what it needs to work.
///
/// @param type of its adapter
/// @param program empty if the adapter asks the model itself
/// @param tested the version its adapter was tested with; empty if none was
/// @param keys variables of which one has to be set, unless there is a login
/// @param login the file in the user's home in which the program keeps a login; empty if there is none
record KnownAgent(String type, String program, String tested, List<String> keys, String login) {

    /// Those with a `type:` of their own, in the order in which `default_adapter: auto` looks for them.
    static final List<KnownAgent> ALL = List.of(
            new KnownAgent("claude", "claude", "2.1", List.of("ANTHROPIC_API_KEY"), ".claude/.credentials.json"),
            new KnownAgent("codex", "codex", "0.169", List.of("OPENAI_API_KEY"), ".codex/auth.json"),
            new KnownAgent("gemini", "gemini", "0.61", List.of("GEMINI_API_KEY"), ".gemini/oauth_creds.json"),
            new KnownAgent(
                    "opencode",
                    "opencode",
                    "1.18",
                    List.of("ANTHROPIC_API_KEY", "OPENAI_API_KEY"),
                    ".local/share/opencode/auth.json"),
            new KnownAgent("anthropic", "", "", List.of("ANTHROPIC_API_KEY"), ""),
            new KnownAgent("openai", "", "", List.of("OPENAI_API_KEY"), ""));

    /// What is there of it. Whether a key is set is told, never what it is.
    ///
    /// @param drivable whether this Wave has its adapter
    Check check(Versions versions, Map<String, String> environment, boolean drivable) {
        var found = versions.of(program);
        if (!program.isEmpty() && found.isEmpty()) {
            return Check.note("agent " + type, "not installed", "");
        }
        var name = found.map(answer -> answer.version().orElse("gives no version") + " at " + answer.program() + "; ")
                .orElse("");
        var access = access(environment);
        if (!drivable) {
            return Check.note("agent " + type, name + "this version of Wave has no adapter for it", "");
        }
        return access.isPresent()
                ? Check.ok("agent " + type, name + access.get() + untested(found))
                : Check.note(
                        "agent " + type,
                        name + "no key and no login",
                        "set " + String.join(" or ", keys)
                                + (login.isEmpty() ? "" : ", or log in with `" + program + "`"));
    }

    private Optional<String> access(Map<String, String> environment) {
        var key = keys.stream()
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
                .findFirst();
        var home = Optional.ofNullable(environment.get("HOME")).filter(text -> !text.isBlank());
        var hasLogin = !login.isEmpty()
                && home.filter(folder -> Files.exists(Path.of(folder).resolve(login)))
                        .isPresent();
        return key.map(variable -> variable + " is set")
                .or(() -> hasLogin ? Optional.of("logged in") : Optional.empty());
    }

    private String untested(Optional<Versions.Answer> found) {
        var version = found.flatMap(Versions.Answer::version).orElse(tested);
        return version.contains(tested) ? "" : "; tested with " + tested;
    }
}
