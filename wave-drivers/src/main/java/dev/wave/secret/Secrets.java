package dev.wave.secret;

import dev.wave.model.Secret;
import dev.wave.model.SecretSource;
import dev.wave.redaction.Vault;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Looks up secrets where the project says they are: anew for each attempt, so that a rotated value is taken up.
public final class Secrets {

    /// Bytes of a value at most.
    public static final int LONGEST = 16 * 1024;

    /// Bytes of a value at least: a shorter one could not be told from other text, and so not be hidden.
    public static final int SHORTEST = 4;

    private final Map<String, String> environment;
    private final Charset passed;
    private final SecretFiles files;
    private final SecretCommands commands;
    private final Vault vault;

    /// Secrets of one run.
    ///
    /// @param environment the variables with which Wave was started
    /// @param passed the encoding in which this machine passes variables to programs, and got them from there
    /// @param vault is told every value before it is given to anybody
    public Secrets(
            Map<String, String> environment, Charset passed, SecretFiles files, SecretCommands commands, Vault vault) {
        this.passed = passed;
        this.environment = new LinkedHashMap<>(environment);
        this.files = files;
        this.commands = commands;
        this.vault = vault;
    }

    /// The values of the secrets.
    ///
    /// @param seen whether a file of the project, by its path in it, is one that steps see
    /// @throws SecretMissing if one of them cannot be had, or cannot be a secret
    public SecretValues look(List<Secret> secrets, Predicate<Path> seen) throws SecretMissing, InterruptedException {
        var values = new LinkedHashMap<String, String>();
        for (var secret : secrets) {
            var value = checked(secret, value(secret, seen));
            vault.add(secret.name(), value);
            values.put(secret.name().value(), value);
        }
        return new SecretValues(values);
    }

    private String value(Secret secret, Predicate<Path> seen) throws SecretMissing, InterruptedException {
        return switch (secret.source()) {
            case SecretSource.Env(var variable) ->
                Optional.ofNullable(environment.get(variable.value()))
                        .orElseThrow(() -> new SecretMissing(
                                secret,
                                "the variable " + variable
                                        + " is not set; set it where Wave is started, or name another"
                                        + " source in .wave/local.yaml"));
            case SecretSource.File(var path) -> withoutLineEnd(files.read(secret, path, seen));
            case SecretSource.Command(var argv) -> withoutLineEnd(commands.run(secret, argv));
        };
    }

    private String checked(Secret secret, String value) throws SecretMissing {
        if (value.isBlank()) {
            throw new SecretMissing(secret, secret.source().shown() + " is empty");
        }
        if (value.strip().getBytes(StandardCharsets.UTF_8).length < SHORTEST) {
            throw new SecretMissing(
                    secret,
                    "the value is shorter than " + SHORTEST
                            + " bytes, too short to be hidden in what programs print; use a longer one");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new SecretMissing(secret, "the value is longer than " + LONGEST / 1024 + " KB");
        }
        if (!passed.newEncoder().canEncode(value) || value.indexOf('\uFFFD') >= 0) {
            throw new SecretMissing(
                    secret,
                    "the value holds characters that a program would not get as they are under this locale; start Wave"
                            + " with LC_ALL=C.UTF-8");
        }
        if (value.indexOf(0) >= 0) {
            throw new SecretMissing(secret, "the value holds a NUL character, which no variable can");
        }
        return value;
    }

    private static String withoutLineEnd(String text) {
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
