package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.spi.ProjectFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `adapters:`.
final class AdapterReader {
    /// The adapters every project has without declaring them.
    static final List<String> BUILT_IN =
            List.of("claude", "codex", "gemini", "opencode", "anthropic", "openai", "command", "scripted");

    static final FieldNames FIELDS = FieldNames.of(
                    "an adapter",
                    "type",
                    "command",
                    "script",
                    "model",
                    "models",
                    "env",
                    "args",
                    "base_url",
                    "api_key_env",
                    "auth")
            .meaning("command", "cmd", "run", "exec")
            .meaning("script", "file", "answers")
            .meaning("base_url", "url", "endpoint", "api_base")
            .meaning("api_key_env", "key_env", "token_env")
            .hint("name the variable that holds the key in 'api_key_env'", "api_key", "key", "token");
    private static final Pattern TYPE = Pattern.compile(String.join("|", BUILT_IN) + "|acp:[a-z0-9][a-z0-9._-]*");

    private final Reading reading;
    private final Problems problems;

    AdapterReader(Reading reading) {
        this.reading = reading;
        this.problems = reading.problems();
    }

    List<AdapterSettings> read(Fields file) {
        var adapters = new ArrayList<AdapterSettings>();
        for (var entry : file.entries("adapters")) {
            adapter(entry).ifPresent(adapters::add);
        }
        return adapters;
    }

    private Optional<AdapterSettings> adapter(Node.Entry entry) {
        var key =
                new Node.Scalar(entry.key(), entry.place(), Node.Kind.STRING, new dev.wave.model.Text.Layout.Unknown());
        var name = Names.of(key, "an adapter", AdapterName::isValid, AdapterName::new, problems);
        return Fields.of(entry.value(), FIELDS, problems).flatMap(fields -> settings(key, name, fields));
    }

    private Optional<AdapterSettings> settings(Node.Scalar key, Optional<AdapterName> name, Fields fields) {
        var type = type(key, fields);
        var command = command(fields);
        var script = script(fields);
        if (type.equals(Optional.of("command")) && !fields.has("command")) {
            fields.missing("command");
        }
        if (type.equals(Optional.of("scripted")) && !fields.has("script")) {
            fields.missing("script");
        }
        if (fields.has("script") && type.isPresent() && !type.get().equals("scripted")) {
            problems.add(
                    Code.E_CONFLICT,
                    fields.placeOf("script"),
                    "'script' belongs to 'type: scripted', not to 'type: " + type.get() + "'",
                    "remove one of them");
        }
        var model = fields.string("model");
        var models = fields.stringsByName("models");
        var env = EnvNames.checked(fields, "env", problems);
        var args = fields.strings("args");
        var access = new AccessReader(problems).read(fields, type);
        return name.flatMap(known -> type.map(kind -> new AdapterSettings(
                known, key.place(), kind, command, script, model, models, env, args, access, files(command, args))));
    }

    /// The written type; without one, the adapter's name if that is a type.
    private Optional<String> type(Node.Scalar key, Fields fields) {
        if (!fields.has("type")) {
            if (TYPE.matcher(key.text()).matches()) {
                return Optional.of(key.text());
            }
            fields.missing("type");
            return Optional.empty();
        }
        return fields.scalar("type").flatMap(type -> {
            if (TYPE.matcher(type.text()).matches()) {
                return Optional.of(type.text());
            }
            problems.notOneOf(Code.E_VALUE, type, "there is no adapter of type " + type.shown(), BUILT_IN);
            return Optional.empty();
        });
    }

    private List<String> command(Fields fields) {
        var words = fields.scalars("command");
        if (words.size() == 1
                && words.getFirst().text().strip().contains(" ")
                && !(fields.node("command").orElseThrow() instanceof Node.Items)) {
            problems.add(
                    Code.E_TYPE,
                    words.getFirst().place(),
                    "'command' of an adapter is no shell text",
                    "write a list: [" + words.getFirst().text().strip().replaceAll("\\s+", ", ") + "]");
        }
        if (fields.node("command").filter(Node.Items.class::isInstance).isPresent() && words.isEmpty()) {
            problems.add(
                    Code.E_VALUE,
                    fields.placeOf("command"),
                    "'command' names no program",
                    "write a list: [program, argument]");
        }
        return words.stream().map(Node.Scalar::text).toList();
    }

    /// The files of the project among the words, as they are looked for when the agent is started: the program
    /// only if it is written with a `/`, no option.
    private List<AdapterSettings.Script> files(List<String> command, List<String> args) {
        var words = new LinkedHashSet<String>();
        command.stream().limit(1).filter(program -> program.contains("/")).forEach(words::add);
        command.stream().skip(1).forEach(words::add);
        words.addAll(args);
        return words.stream()
                .filter(word -> !word.startsWith("-"))
                .flatMap(word -> ProjectPaths.inProject(word).stream())
                .distinct()
                .flatMap(path -> file(path).stream())
                .toList();
    }

    private Optional<AdapterSettings.Script> file(String path) {
        return switch (reading.files().read(path)) {
            case ProjectFiles.Found.Text(var text) -> Optional.of(new AdapterSettings.Script(path, text));
            case ProjectFiles.Found.Missing _, ProjectFiles.Found.Unusable _ -> Optional.empty();
        };
    }

    private Optional<AdapterSettings.Script> script(Fields fields) {
        return fields.scalar("script")
                .flatMap(scalar -> reading.text(scalar, "script"))
                .map(text -> new AdapterSettings.Script(text.place().file(), text.source()));
    }
}
