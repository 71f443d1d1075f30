package dev.wave.key;

import dev.wave.expression.Template;
import dev.wave.model.Action;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ArtifactName;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Digest;
import dev.wave.model.HostRule;
import dev.wave.model.JsonText;
import dev.wave.model.Network;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.Secret;
import dev.wave.model.Value;
import dev.wave.model.WorkspaceSpec;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedInput;
import dev.wave.plan.PlannedOutput;
import dev.wave.plan.PlannedSchema;
import dev.wave.plan.PlannedStep;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What of a plan goes into keys, as values. What the author's order does not change has none here: sets are
/// sorted.
final class StepComponents {

    private StepComponents() {}

    /// Everything the project's files say, with names not filled in and nothing pinned.
    static SequencedMap<String, Value> definition(PlannedStep step, SequencedMap<String, Digest> included) {
        var components = new TreeMap<String, Value>();
        components.put("keyVersion", Value.of(KeyBuilder.VERSION));
        components.put("env", sorted(step.env(), Function.identity(), StepComponents::template));
        components.put("inputs", definedInputs(step));
        components.put("outputs", definedOutputs(step));
        components.put("contracts", set(step.contracts().stream().map(StepComponents::definedContract)));
        components.put("workspace", workspace(step, included));
        components.put("sources", strings(step.sources().stream().sorted().distinct()));
        components.put("sandbox", Value.of(step.sandbox().name().toLowerCase(Locale.ROOT)));
        secrets(step.secrets().ofAction()).ifPresent(names -> components.put("secrets", names));
        network(step).ifPresent(hosts -> components.put("network", hosts));
        switch (step.action()) {
            case PlannedAction.Ask ask -> {
                components.put("action", Value.of("ask"));
                components.put("task", template(ask.task()));
                components.put("prompt", Value.of(ask.persona().prompt()));
                components.put("permissions", permissions(ask.persona()));
                components.put("adapter", new Value.Obj(agent(ask.adapter())));
                components.put("model", Value.of(ask.model().wish()));
            }
            case PlannedAction.Run run -> {
                components.put("action", Value.of("run"));
                components.put("command", definedCommand(run.command()));
            }
        }
        return components;
    }

    /// What the step itself lists; what its persona may is part of that one's permissions. Absent without.
    static Optional<Value> network(PlannedStep step) {
        var ofPersona = switch (step.action()) {
            case PlannedAction.Ask ask ->
                Network.of(ask.persona().permissions()).allow();
            case PlannedAction.Run _ -> List.<HostRule>of();
        };
        return hosts(step.network().allow().stream()
                .filter(rule -> !ofPersona.contains(rule))
                .toList());
    }

    private static Optional<Value> hosts(List<HostRule> rules) {
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(strings(rules.stream().map(HostRule::toString).sorted()));
    }

    /// The names, never the values: a rotated secret is the same secret. Absent without secrets.
    static Optional<Value> secrets(List<Secret> secrets) {
        return secrets.isEmpty()
                ? Optional.empty()
                : Optional.of(strings(
                        secrets.stream().map(secret -> secret.name().value()).sorted()));
    }

    static Value inputs(PlannedStep step, SequencedMap<ArtifactName, String> contents) {
        var given = new TreeMap<String, Value>();
        for (var input : step.inputs()) {
            Optional.ofNullable(contents.get(input.name()))
                    .ifPresent(content ->
                            given.put(input.name().value(), object(seen(input), Map.of("content", Value.of(content)))));
        }
        return new Value.Obj(given);
    }

    private static Value definedInputs(PlannedStep step) {
        var wanted = new TreeMap<String, Value>();
        for (var input : step.inputs()) {
            var artifact = Value.of(input.source().artifact().value());
            wanted.put(
                    input.name().value(),
                    object(seen(input), Map.of("artifact", artifact, "optional", Value.of(input.optional()))));
        }
        return new Value.Obj(wanted);
    }

    private static Map<String, Value> seen(PlannedInput input) {
        var fields = new TreeMap<String, Value>();
        fields.put("format", Value.of(input.format().text()));
        fields.put("description", Value.of(input.description()));
        fields.put("inline", Value.of(input.inline()));
        input.schema().ifPresent(schema -> fields.put("schema", schema(schema)));
        return fields;
    }

    static Value outputs(PlannedStep step, SequencedMap<ArtifactName, String> paths) {
        return outputs(
                step, output -> Optional.ofNullable(paths.get(output.name())).map(Value::of));
    }

    private static Value definedOutputs(PlannedStep step) {
        return outputs(step, output -> output.path().map(StepComponents::template));
    }

    private static Value outputs(PlannedStep step, Function<PlannedOutput, Optional<Value>> path) {
        var declared = new TreeMap<String, Value>();
        for (var output : step.outputs()) {
            var fields = new TreeMap<String, Value>();
            fields.put("format", Value.of(output.format().text()));
            fields.put("required", Value.of(output.required()));
            fields.put("description", Value.of(output.description()));
            path.apply(output).ifPresent(where -> fields.put("path", where));
            output.schema().ifPresent(schema -> fields.put("schema", schema(schema)));
            declared.put(output.name().value(), new Value.Obj(fields));
        }
        return new Value.Obj(declared);
    }

    /// The predicates as a set: neither their order nor their names change what holds.
    static Value contracts(PlannedStep step, SequencedMap<String, List<String>> checks) {
        return set(step.contracts().stream().map(contract -> predicate(contract, checks)));
    }

    static Value predicate(PlannedContract contract, SequencedMap<String, List<String>> checks) {
        return predicate(
                contract.predicate(), command -> command(command, checks.getOrDefault(contract.name(), List.of())));
    }

    private static Value definedContract(PlannedContract contract) {
        return predicate(contract.predicate(), StepComponents::definedCommand);
    }

    private static Value predicate(Predicate predicate, Function<PlannedAction.Command, Value> command) {
        return switch (predicate) {
            case Predicate.JsonSchema(var schema, var sources) ->
                object(Map.of("type", Value.of("json_schema"), "schema", schema(schema), "sources", names(sources)));
            case Predicate.OutputSchema(var schema, var output) ->
                object(Map.of(
                        "type",
                        Value.of("output_schema"),
                        "schema",
                        schema(schema),
                        "sources",
                        names(List.of(output))));
            case Predicate.Command(var _, var line, var dir, var _, var network) -> {
                var fields = new TreeMap<String, Value>();
                fields.put("type", Value.of("command"));
                fields.put("command", command.apply(line));
                fields.put("dir", Value.of(dir));
                hosts(network.allow()).ifPresent(hosts -> fields.put("network", hosts));
                yield object(fields);
            }
            case Predicate.NonEmpty(var sources) ->
                object(Map.of("type", Value.of("non_empty"), "sources", names(sources)));
            case Predicate.HasFormat(var format, var sources) ->
                object(Map.of(
                        "type", Value.of("format"), "format", Value.of(format.text()), "sources", names(sources)));
        };
    }

    static Value command(PlannedAction.Command command, List<String> words) {
        return switch (command) {
            case PlannedAction.Command.Shell(var text) -> object(Map.of("shell", Value.of(text)));
            case PlannedAction.Command.Words _ -> object(Map.of("words", texts(words)));
        };
    }

    private static Value definedCommand(PlannedAction.Command command) {
        return switch (command) {
            case PlannedAction.Command.Shell(var text) -> object(Map.of("shell", Value.of(text)));
            case PlannedAction.Command.Words(var words) ->
                object(Map.of(
                        "words",
                        new Value.Seq(
                                words.stream().map(StepComponents::template).toList())));
        };
    }

    static Value workspace(PlannedStep step, SequencedMap<String, Digest> extras) {
        var workspace = step.workspace();
        var fields = new TreeMap<String, Value>();
        fields.put("empty", Value.of(workspace.empty()));
        fields.put("include", strings(workspace.include().stream().sorted().distinct()));
        fields.put("share", strings(workspace.share().stream().sorted().distinct()));
        if (workspace.history()) {
            fields.put("history", Value.of(true));
        }
        fields.put("extras", sorted(extras, Function.identity(), digest -> Value.of(digest.value())));
        workspace
                .setup()
                .ifPresent(setup ->
                        fields.put("setup", setup(setup, secrets(step.secrets().ofSetup()))));
        return new Value.Obj(fields);
    }

    private static Value setup(WorkspaceSpec.Setup setup, Optional<Value> secrets) {
        var command = switch (setup.command()) {
            case Action.Invocation.Shell(var text) -> object(Map.of("shell", Value.of(text.source())));
            case Action.Invocation.Words(var words) ->
                object(Map.of("words", strings(words.stream().map(word -> word.source()))));
        };
        var fields = new TreeMap<String, Value>();
        fields.put("command", command);
        fields.put("sources", strings(setup.sources().stream().sorted().distinct()));
        secrets.ifPresent(names -> fields.put("secrets", names));
        return new Value.Obj(fields);
    }

    static Value permissions(Persona persona) {
        return object(Map.of(
                "allow",
                rules(persona.permissions().allow()),
                "deny",
                rules(persona.permissions().deny())));
    }

    private static Value rules(List<Permissions.Rule> rules) {
        return strings(rules.stream().map(Permissions.Rule::toString).sorted().distinct());
    }

    /// What drives the agent, with the version that the lock pins, never with the one that this machine has.
    static Value adapter(PlannedAction.Ask ask) {
        var fields = agent(ask.adapter());
        ask.version().ifPresent(version -> fields.put("version", Value.of(version)));
        return new Value.Obj(fields);
    }

    /// An adapter by what it does, not by what the project calls it.
    private static SequencedMap<String, Value> agent(AdapterSettings adapter) {
        var fields = new TreeMap<String, Value>();
        fields.put("type", Value.of(adapter.type()));
        fields.put("command", texts(adapter.command()));
        fields.put("args", texts(adapter.args()));
        fields.put("env", sorted(adapter.env(), Function.identity(), Value::of));
        adapter.script()
                .ifPresent(script -> fields.put(
                        "script", Value.of(Digest.ofText(script.text()).value())));
        if (!adapter.files().isEmpty()) {
            fields.put("files", files(adapter));
        }
        return fields;
    }

    private static Value files(AdapterSettings adapter) {
        var digests = new TreeMap<String, Value>();
        adapter.files()
                .forEach(file -> digests.put(
                        file.path(), Value.of(Digest.ofText(file.text()).value())));
        return new Value.Obj(digests);
    }

    static Value texts(Collection<String> texts) {
        return strings(texts.stream());
    }

    static <K, V> Value sorted(Map<K, V> map, Function<K, String> name, Function<V, Value> value) {
        var fields = new TreeMap<String, Value>();
        map.forEach((key, entry) -> fields.put(name.apply(key), value.apply(entry)));
        return new Value.Obj(fields);
    }

    /// A template as the text and the expressions it is made of, so that no text looks like an expression.
    private static Value template(Template template) {
        return new Value.Seq(template.parts().stream()
                .map(part -> switch (part) {
                    case Template.Part.Literal(var text) -> Value.of(text);
                    case Template.Part.Hole hole ->
                        object(Map.of("fill", Value.of(hole.expression().text())));
                })
                .toList());
    }

    /// A schema by what it says: its file's name and its layout are nothing a step sees.
    private static Value schema(PlannedSchema schema) {
        return switch (JsonText.read(schema.json())) {
            case JsonText.Read.Parsed(var value) -> value;
            case JsonText.Read.Malformed(var message) ->
                throw new IllegalArgumentException("not a planned schema, " + message);
        };
    }

    private static Value names(List<ArtifactName> names) {
        return strings(names.stream().map(ArtifactName::value).sorted().distinct());
    }

    private static Value strings(Stream<String> texts) {
        return new Value.Seq(texts.map(Value::of).toList());
    }

    private static Value set(Stream<Value> values) {
        return new Value.Seq(values.distinct()
                .sorted(Comparator.comparing(CanonicalJson::text))
                .toList());
    }

    private static Value object(Map<String, Value> fields) {
        return new Value.Obj(new TreeMap<>(fields));
    }

    private static Value object(Map<String, Value> some, Map<String, Value> others) {
        var fields = new TreeMap<>(some);
        fields.putAll(others);
        return new Value.Obj(fields);
    }
}
