package dev.wave.agent.claude;

import dev.wave.gateway.Credential;
import dev.wave.model.AdapterSettings;
import dev.wave.model.BaseUrl;
import dev.wave.model.ModelAccess;
import dev.wave.model.VariableName;
import dev.wave.plan.Presence;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// How a session gets to the model, found out from the settings and the environment of the person who runs
/// Wave.
sealed interface ClaudeAccess {

    /// With a key, through Wave's gateway.
    ///
    /// @param address below which the model's API lies
    /// @param variable that holds the key
    /// @param redirected whether the address comes out of [#ADDRESS]
    record Key(BaseUrl address, Credential credential, String variable, boolean redirected) implements ClaudeAccess {}

    /// With the login that the program keeps for this person.
    ///
    /// @param token what is good for some hours. What renews it stays where it is: it is good for one use only,
    /// and a copy that used it would log the person out
    record Login(String token) implements ClaudeAccess {
        @Override
        public String toString() {
            return "Login[…]";
        }
    }

    /// Not at all.
    record None(Presence.Missing missing) implements ClaudeAccess {}

    /// Where the program looks for another address than its vendor's; a person's own setting of it counts.
    String ADDRESS = "ANTHROPIC_BASE_URL";

    /// The vendor's own address.
    BaseUrl VENDOR = new BaseUrl(URI.create("https://api.anthropic.com"));

    /// The way for an adapter.
    static ClaudeAccess of(AdapterSettings settings, Map<String, String> machine) {
        return switch (settings.access()) {
            case ModelAccess.Key(var url, var variable) -> key(url, variable, machine);
            case ModelAccess.Login() -> login(machine);
        };
    }

    private static ClaudeAccess key(
            Optional<BaseUrl> url, Optional<VariableName> written, Map<String, String> machine) {
        var variable = written.map(VariableName::value).orElse("ANTHROPIC_API_KEY");
        var key = Optional.ofNullable(machine.get(variable)).filter(text -> !text.isBlank());
        if (key.isEmpty()) {
            return new None(new Presence.Missing(
                    "the program is installed, but " + variable + " is not set",
                    "set " + variable + " to a key for the model's API, or write 'auth: login' for claude in"
                            + " 'adapters:' to use the login of the program"));
        }
        var redirection = url.isPresent()
                ? Optional.<String>empty()
                : Optional.ofNullable(machine.get(ADDRESS)).filter(text -> !text.isBlank());
        return switch (redirection.map(BaseUrl::read).orElseGet(() -> new BaseUrl.Read.Good(url.orElse(VENDOR)))) {
            case BaseUrl.Read.Good(var address) -> key(address, key.get(), variable, redirection.isPresent());
            case BaseUrl.Read.Wrong(var what) ->
                new None(new Presence.Missing(
                        "the variable " + ADDRESS + " " + what, "write it as https://models.example.org/path"));
        };
    }

    private static ClaudeAccess key(BaseUrl address, String key, String variable, boolean redirected) {
        try {
            return new Key(address, Credential.apiKey(key), variable, redirected);
        } catch (IllegalArgumentException e) { // its message does not say the key
            return new None(new Presence.Missing(
                    "what " + variable + " holds is no key: " + e.getMessage(), "correct " + variable));
        }
    }

    private static ClaudeAccess login(Map<String, String> machine) {
        var folder = Optional.ofNullable(machine.get("CLAUDE_CONFIG_DIR"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(machine.get("HOME")).map(home -> Path.of(home, ".claude")));
        var kept = folder.map(config -> config.resolve(".credentials.json"))
                .flatMap(ClaudeAccess::text)
                .flatMap(Json::parse)
                .flatMap(file -> file.at("claudeAiOauth"));
        var token = kept.flatMap(login -> login.text("accessToken")).filter(text -> !text.isBlank());
        if (token.isEmpty()) {
            return new None(new Presence.Missing(
                    "nobody is logged in to it",
                    "start 'claude' once and log in, or set ANTHROPIC_API_KEY and leave out 'auth: login'"));
        }
        var end =
                Instant.ofEpochMilli(kept.map(login -> login.count("expiresAt")).orElse(0L));
        return end.isAfter(Instant.now())
                ? new Login(token.get())
                : new None(new Presence.Missing(
                        "its login has expired at " + end.truncatedTo(ChronoUnit.SECONDS),
                        "start 'claude' once, which renews it"));
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException _) {
            return Optional.empty(); // nobody has logged in, or it is another person's
        }
    }
}
