package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.Secret;
import dev.wave.model.SecretName;
import dev.wave.model.SecretSource;
import dev.wave.model.VariableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads `secrets:`, the names of secrets with where their values are. No value ever stands in a file of the
/// project, so what looks like one is not repeated in a problem.
final class SecretReader {
    static final FieldNames FIELDS = FieldNames.of("a secret", "env", "file", "command")
            .meaning("env", "environment", "variable", "var", "from_env")
            .meaning("file", "path")
            .meaning("command", "cmd", "run", "exec")
            .hint("a value never stands in a project's files; say where it is", "value", "default");

    private final Problems problems;

    SecretReader(Problems problems) {
        this.problems = problems;
    }

    SequencedMap<SecretName, Secret> read(Fields file) {
        var secrets = new LinkedHashMap<SecretName, Secret>();
        for (var entry : file.entries("secrets")) {
            secret(entry).ifPresent(secret -> secrets.put(secret.name(), secret));
        }
        return secrets;
    }

    private Optional<Secret> secret(Node.Entry entry) {
        var isName = EnvNames.check(entry, problems) && SecretName.isValid(entry.key());
        if (!(entry.value() instanceof Node.Mapping mapping)) {
            problems.add(
                    Code.E_TYPE,
                    entry.place(),
                    "a secret says where its value is, and this is no such mapping",
                    "write '" + entry.key() + ": {env: " + entry.key() + "}', {file: …} or {command: …}");
            return Optional.empty();
        }
        var source = source(new Fields(mapping, FIELDS, problems));
        return isName
                ? source.map(found -> new Secret(new SecretName(entry.key()), entry.place(), found))
                : Optional.empty();
    }

    private Optional<SecretSource> source(Fields fields) {
        if (fields.exclude("env", "file", "command") || fields.exclude("file", "command")) {
            return Optional.empty();
        }
        if (fields.has("env")) {
            return fields.scalar("env").flatMap(this::variable);
        }
        if (fields.has("file")) {
            return fields.scalar("file").flatMap(this::file);
        }
        if (fields.has("command")) {
            return command(fields);
        }
        problems.add(
                Code.E_MISSING_FIELD,
                fields.place(),
                "a secret needs the field 'env', 'file' or 'command'",
                "add 'env:' with the variable that holds the value");
        return Optional.empty();
    }

    private Optional<SecretSource> variable(Node.Scalar scalar) {
        if (VariableName.isValid(scalar.text())) {
            return Optional.of(new SecretSource.Env(new VariableName(scalar.text())));
        }
        problems.add(
                Code.E_VALUE,
                scalar.place(),
                "'env' of a secret is no name for an environment variable",
                "name the variable that holds the value, without '$'");
        return Optional.empty();
    }

    private Optional<SecretSource> file(Node.Scalar scalar) {
        var path = scalar.text();
        if (path.isBlank() || (path.startsWith("~") && !path.startsWith("~/")) || path.indexOf('\0') >= 0) {
            problems.add(
                    Code.E_VALUE,
                    scalar.place(),
                    scalar.shown() + " is not a path",
                    "write an absolute path, one below '~/', or one relative to the project's root");
            return Optional.empty();
        }
        return Optional.of(new SecretSource.File(path));
    }

    private Optional<SecretSource> command(Fields fields) {
        var isList = fields.node("command").filter(Node.Items.class::isInstance).isPresent();
        var words = fields.strings("command");
        if (words.isEmpty() || words.getFirst().isBlank()) {
            problems.add(
                    Code.E_VALUE,
                    fields.placeOf("command"),
                    "'command' names no program",
                    "write a shell text, or a list: [program, argument]");
            return Optional.empty();
        }
        return Optional.of(new SecretSource.Command(isList ? words : List.of("sh", "-c", words.getFirst())));
    }
}
