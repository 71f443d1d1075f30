package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.BaseUrl;
import dev.wave.model.ModelAccess;
import dev.wave.model.VariableName;
import java.util.List;
import java.util.Optional;

/// Reads how an adapter gets to its model: `base_url`, `api_key_env` and `auth`.
final class AccessReader {
    /// Types whose agents ask no model that Wave knows of.
    private static final List<String> WITHOUT_MODEL = List.of("command", "scripted");

    /// Types in which Wave itself asks the model, so that there is no program that could be logged in.
    private static final List<String> WITHOUT_LOGIN = List.of("anthropic", "openai");

    private final Problems problems;

    AccessReader(Problems problems) {
        this.problems = problems;
    }

    /// How `auth:` is written.
    private enum Auth {
        KEY,
        LOGIN
    }

    /// The access of an adapter; with what is wrong reported, the usual one.
    ///
    /// @param type the adapter's, if it is known
    ModelAccess read(Fields adapter, Optional<String> type) {
        type.ifPresent(known -> refuseFor(known, adapter));
        var baseUrl = adapter.scalar("base_url").flatMap(this::baseUrl);
        var variable = adapter.scalar("api_key_env").flatMap(this::variable);
        if (adapter.choice("auth", Auth.class).equals(Optional.of(Auth.LOGIN))) {
            excludedByLogin(adapter, "base_url", "a login is good for its own provider's address only");
            excludedByLogin(adapter, "api_key_env", "a login needs no key");
            return new ModelAccess.Login();
        }
        return new ModelAccess.Key(baseUrl, variable);
    }

    private void refuseFor(String type, Fields adapter) {
        if (WITHOUT_MODEL.contains(type)) {
            refuse(type, adapter, "base_url", "what the program asks is its own affair: use 'args' or 'env'");
            refuse(type, adapter, "api_key_env", "what the program asks is its own affair");
            refuse(type, adapter, "auth", "what the program asks is its own affair");
        } else if (WITHOUT_LOGIN.contains(type)) {
            refuse(type, adapter, "auth", "only a program can be logged in; this type always takes a key");
        }
    }

    private void refuse(String type, Fields adapter, String field, String why) {
        if (adapter.has(field)) {
            problems.add(
                    Code.E_CONFLICT,
                    adapter.placeOf(field),
                    "'" + field + "' has no meaning for 'type: " + type + "'",
                    "remove it; " + why);
        }
    }

    private void excludedByLogin(Fields adapter, String field, String why) {
        if (adapter.has(field)) {
            problems.add(
                    Code.E_CONFLICT,
                    adapter.placeOf(field),
                    "'" + field + "' and 'auth: login' exclude each other",
                    "remove one of them; " + why);
        }
    }

    private Optional<BaseUrl> baseUrl(Node.Scalar written) {
        return switch (BaseUrl.read(written.text())) {
            case BaseUrl.Read.Good(var url) -> Optional.of(url);
            case BaseUrl.Read.Wrong(var what) -> {
                problems.add(
                        Code.E_VALUE,
                        written.place(),
                        "'base_url' " + what,
                        "write it as https://models.example.org/path; keys belong into 'api_key_env'");
                yield Optional.empty();
            }
        };
    }

    /// A key written in place of its variable's name must not be repeated in a message.
    private Optional<VariableName> variable(Node.Scalar written) {
        if (VariableName.isValid(written.text())) {
            return Optional.of(new VariableName(written.text()));
        }
        problems.add(
                Code.E_VALUE,
                written.place(),
                "'api_key_env' must be the name of an environment variable",
                "write the name of the variable that holds the key, for example OPENAI_API_KEY, and never the key");
        return Optional.empty();
    }
}
