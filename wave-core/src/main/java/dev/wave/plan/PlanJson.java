package dev.wave.plan;

import dev.wave.model.ArtifactName;
import dev.wave.model.CacheMode;
import dev.wave.model.HostRule;
import dev.wave.model.Param;
import dev.wave.model.Secret;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.PlannedContract.Predicate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// A plan as programs read it, `wave plan --format json`. Fields are added, never renamed or removed, as long
/// as `format` is the same number; readers ignore what they do not know. Durations are in seconds.
public final class PlanJson {

    /// The version of the shape.
    public static final int FORMAT = 1;

    private PlanJson() {}

    /// The plan as a value.
    ///
    /// @param arguments values of parameters; empty if none were given
    /// @param reuse what is known of stored results; for a step that is not in it, what the plan alone tells
    public static Value.Obj of(Outline outline, SequencedMap<String, Value> arguments, Map<StepId, Reuse> reuse) {
        return of(outline, arguments, reuse, _ -> new LinkedHashMap<>());
    }

    /// The same with more fields.
    ///
    /// @param more fields of a step that the plan alone does not tell
    public static Value.Obj of(
            Outline outline,
            SequencedMap<String, Value> arguments,
            Map<StepId, Reuse> reuse,
            Function<? super PlannedStep, ? extends SequencedMap<String, Value>> more) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("format", Value.of(FORMAT));
        fields.put("pipeline", Value.of(outline.pipeline().value()));
        outline.version().ifPresent(version -> fields.put("version", Value.of(version)));
        fields.put("description", Value.of(outline.description()));
        fields.put("max_parallel", Value.of(outline.maxParallel()));
        fields.put("fail_fast", Value.of(outline.failFast()));
        fields.put("params", list(outline.params().values().stream().map(param -> param(param, arguments))));
        fields.put("input", Value.of(lower(outline.input())));
        fields.put("steps", steps(outline, reuse, more));
        var outputs = new LinkedHashMap<String, Value>();
        outline.outputs().forEach((name, source) -> outputs.put(name, Value.of(source.toString())));
        fields.put("outputs", new Value.Obj(outputs));
        return new Value.Obj(fields);
    }

    private static Value steps(
            Outline outline,
            Map<StepId, Reuse> reuse,
            Function<? super PlannedStep, ? extends SequencedMap<String, Value>> more) {
        var groups = Groups.of(outline.steps());
        var group = new LinkedHashMap<StepId, Integer>();
        for (var i = 0; i < groups.size(); i++) {
            for (var step : groups.get(i)) {
                group.put(step.id(), i + 1);
            }
        }
        return list(outline.steps().stream().map(step -> {
            var fields = step(step, group.getOrDefault(step.id(), 0), reuse.getOrDefault(step.id(), Reuse.of(step)));
            fields.putAll(more.apply(step));
            return new Value.Obj(fields);
        }));
    }

    /// A parameter as it is declared.
    public static Value param(Param param) {
        return param(param, Map.of());
    }

    private static Value param(Param param, Map<String, Value> arguments) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.of(param.name().value()));
        fields.put("type", Value.of(lower(param.type())));
        fields.put("required", Value.of(param.required()));
        param.defaultValue().ifPresent(value -> fields.put("default", value));
        if (!param.allowed().isEmpty()) {
            fields.put("enum", new Value.Seq(param.allowed()));
        }
        fields.put("description", Value.of(param.description()));
        fields.put("inferred", Value.of(param.inferred()));
        Optional.ofNullable(arguments.get(param.name().value())).ifPresent(value -> fields.put("value", value));
        return new Value.Obj(fields);
    }

    private static SequencedMap<String, Value> step(PlannedStep step, int group, Reuse reuse) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("id", Value.of(step.id().value()));
        fields.put("group", Value.of(group));
        action(step.action(), fields);
        fields.put("dependencies", list(step.dependencies().stream().map(PlanJson::dependency)));
        fields.put("inputs", list(step.inputs().stream().map(PlanJson::input)));
        fields.put("outputs", list(step.outputs().stream().map(PlanJson::output)));
        fields.put("contracts", list(step.contracts().stream().map(PlanJson::contract)));
        step.when().ifPresent(when -> fields.put("when", Value.of(when.text())));
        fields.put("timeout", Value.of(step.limits().timeout().toSeconds()));
        fields.put("idle", Value.of(step.limits().idle().toSeconds()));
        fields.put("output_limit", Value.of(step.limits().outputBytes()));
        step.limits().resources().memoryBytes().ifPresent(bytes -> fields.put("memory_limit", Value.of(bytes)));
        fields.put("retries", Value.of(step.retry().max()));
        fields.put("sources", list(step.sources().stream().map(Value::of)));
        fields.put("workspace", Value.of(step.workspace().empty() ? "empty" : "tree"));
        if (step.workspace().history()) {
            fields.put("history", Value.of(true));
        }
        fields.put("writable", Value.of(step.writable()));
        if (step.isNarrow()) {
            fields.put("writes", list(step.writes().stream().map(Value::of)));
        }
        fields.put("secrets", secrets(step.secrets().ofAction()));
        fields.put("setup_secrets", secrets(step.secrets().ofSetup()));
        fields.put("network", hosts(step.network().allow()));
        if (!step.network().deny().isEmpty()) {
            fields.put("network_denied", hosts(step.network().deny()));
        }
        if (!step.loginHosts().isEmpty()) {
            fields.put("login_network", hosts(step.loginHosts()));
        }
        fields.put("sandbox", Value.of(lower(step.sandbox())));
        fields.put("cache", cache(step.cache()));
        fields.put("optional", Value.of(step.optional()));
        fields.put("reuse", reuse(reuse));
        return fields;
    }

    private static void action(PlannedAction action, Map<String, Value> fields) {
        switch (action) {
            case PlannedAction.Ask ask -> {
                fields.put("action", Value.of("ask"));
                fields.put("persona", Value.of(ask.persona().name().value()));
                fields.put("adapter", Value.of(ask.adapter().name().value()));
                fields.put("adapter_type", Value.of(ask.adapter().type()));
                model(ask.model(), fields);
                fields.put("task", Value.of(ask.task().text()));
            }
            case PlannedAction.Run(var command) -> {
                fields.put("action", Value.of("run"));
                fields.put("command", command(command));
            }
        }
    }

    private static void model(PlannedModel model, Map<String, Value> fields) {
        fields.put("model", Value.of(model.id()));
        model.tier().ifPresent(tier -> fields.put("model_tier", Value.of(tier)));
        fields.put("model_floating", Value.of(model.floating()));
    }

    /// Shell text is a text, the words of a program a list.
    private static Value command(PlannedAction.Command command) {
        return switch (command) {
            case PlannedAction.Command.Shell(var text) -> Value.of(text);
            case PlannedAction.Command.Words(var words) -> list(words.stream().map(word -> Value.of(word.text())));
        };
    }

    private static Value dependency(PlannedStep.Dependency dependency) {
        return object(
                "step", Value.of(dependency.step().value()),
                "required", Value.of(dependency.required()),
                "inferred", Value.of(dependency.inferred()));
    }

    private static Value input(PlannedInput input) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.of(input.name().value()));
        fields.put("from", Value.of(input.source().step().value()));
        fields.put("artifact", Value.of(input.source().artifact().value()));
        fields.put("format", Value.of(input.format().text()));
        fields.put("optional", Value.of(input.optional()));
        fields.put("inline", Value.of(input.inline()));
        fields.put("by_word", Value.of(input.byWord()));
        return new Value.Obj(fields);
    }

    private static Value output(PlannedOutput output) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.of(output.name().value()));
        fields.put("required", Value.of(output.required()));
        fields.put("format", Value.of(output.format().text()));
        output.path().ifPresent(path -> fields.put("path", Value.of(path.text())));
        fields.put("description", Value.of(output.description()));
        return new Value.Obj(fields);
    }

    private static Value contract(PlannedContract contract) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.of(contract.name()));
        switch (contract.predicate()) {
            case Predicate.JsonSchema(var schema, var sources) -> {
                fields.put("type", Value.of("json_schema"));
                fields.put("schema", Value.of(schema.name()));
                fields.put("sources", names(sources));
            }
            case Predicate.OutputSchema(var schema, var output) -> {
                fields.put("type", Value.of("output_schema"));
                fields.put("schema", Value.of(schema.name()));
                fields.put("sources", names(List.of(output)));
            }
            case Predicate.Command(var type, var command, var dir, var timeout, var network) -> {
                fields.put("type", Value.of(type));
                fields.put("command", command(command));
                fields.put("dir", Value.of(dir));
                fields.put("timeout", Value.of(timeout.toSeconds()));
                fields.put("network", hosts(network.allow()));
            }
            case Predicate.NonEmpty(var sources) -> {
                fields.put("type", Value.of("non_empty"));
                fields.put("sources", names(sources));
            }
            case Predicate.HasFormat(var format, var sources) -> {
                fields.put("type", Value.of("format"));
                fields.put("format", Value.of(format.text()));
                fields.put("sources", names(sources));
            }
        }
        fields.put("must_pass", Value.of(contract.policy().mustPass()));
        fields.put("on_failure", Value.of(lower(contract.policy().onFailure())));
        fields.put("max_retries", Value.of(contract.policy().maxRetries()));
        return new Value.Obj(fields);
    }

    private static Value reuse(Reuse reuse) {
        return switch (reuse) {
            case Reuse.Stored(var from) -> object("state", Value.of("stored"), "from", Value.of(from));
            case Reuse.Expired(var from) -> object("state", Value.of("expired"), "from", Value.of(from));
            case Reuse.NextSample(var number, var of) ->
                object("state", Value.of("sample"), "number", Value.of(number), "of", Value.of(of));
            case Reuse.New() -> object("state", Value.of("new"));
            case Reuse.Recorded(var recording) ->
                object("state", Value.of("recorded"), "recording", Value.of(recording));
            case Reuse.NotPulled(var recording) ->
                object("state", Value.of("not_pulled"), "recording", Value.of(recording));
            case Reuse.Changed changed ->
                object(
                        "state", Value.of("changed"),
                        "component", Value.of(changed.component()),
                        "before", Value.of(changed.before()),
                        "after", Value.of(changed.after()),
                        "files", list(changed.files().stream().map(Value::of)));
            case Reuse.Skipped(var reason) -> object("state", Value.of("skipped"), "reason", Value.of(reason));
            case Reuse.Unknown() -> object("state", Value.of("unknown"));
            case Reuse.Never(var reason) -> object("state", Value.of("never"), "reason", Value.of(reason));
        };
    }

    private static Value cache(CacheMode cache) {
        return switch (cache) {
            case CacheMode.Auto _ -> Value.of("auto");
            case CacheMode.Never _ -> Value.of("never");
            case CacheMode.Ttl(var age) -> object("ttl", Value.of(age.toSeconds()));
            case CacheMode.Samples(var count) -> object("samples", Value.of(count));
        };
    }

    private static Value names(List<ArtifactName> names) {
        return list(names.stream().map(name -> Value.of(name.value())));
    }

    private static Value hosts(List<HostRule> rules) {
        return list(rules.stream().map(rule -> Value.of(rule.toString())));
    }

    private static Value secrets(List<Secret> secrets) {
        return list(secrets.stream().map(secret -> Value.of(secret.name().value())));
    }

    private static Value list(Stream<Value> values) {
        return new Value.Seq(values.toList());
    }

    /// Names and values in turn.
    private static Value object(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Value>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
        }
        return new Value.Obj(fields);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
