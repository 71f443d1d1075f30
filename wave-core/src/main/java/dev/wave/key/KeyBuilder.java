package dev.wave.key;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Digest;
import dev.wave.model.Value;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Computes keys: the digest of all that a step may see, and nothing else.
///
/// A key is the SHA-256 of the canonical JSON of named components. Not among them: policy (`must_pass`,
/// retries, limits, `optional`), the ids and file names things came from, the host, the time and the run.
/// Changing what is in a key, or how, means a new [#VERSION]; golden vectors hold the encoding still.
public final class KeyBuilder {

    /// The version of the encoding, itself a component of every key.
    public static final int VERSION = 1;

    private final Platform platform;

    public KeyBuilder(Platform platform) {
        this.platform = platform;
    }

    /// The key of a step that is given these inputs.
    public KeyedStep key(PlannedStep step, StepInputs inputs) {
        var components = new TreeMap<String, Value>();
        components.put("keyVersion", Value.of(VERSION));
        components.put("tree", Value.of(inputs.tree().value()));
        components.put("env", strings(inputs.env()));
        components.put("inputs", StepComponents.inputs(step, inputs.inputs()));
        components.put("outputs", StepComponents.outputs(step, inputs.paths()));
        components.put("contracts", StepComponents.contracts(step, inputs.checks()));
        components.put("workspace", StepComponents.workspace(step, inputs.extras()));
        components.put("sandbox", Value.of(step.sandbox().name().toLowerCase(Locale.ROOT)));
        inputs.history().ifPresent(history -> components.put("history", history.toValue()));
        StepComponents.secrets(step.secrets().ofAction()).ifPresent(names -> components.put("secrets", names));
        StepComponents.network(step).ifPresent(hosts -> components.put("network", hosts));
        switch (step.action()) {
            case PlannedAction.Ask ask -> {
                components.put("action", Value.of("ask"));
                components.put("task", StepComponents.texts(inputs.words()));
                components.put("prompt", Value.of(ask.persona().prompt()));
                components.put("permissions", StepComponents.permissions(ask.persona()));
                components.put("adapter", StepComponents.adapter(ask));
                components.put("model", Value.of(ask.model().id()));
            }
            case PlannedAction.Run run -> {
                components.put("action", Value.of("run"));
                components.put("command", StepComponents.command(run.command(), inputs.words()));
                components.put("os", Value.of(platform.os()));
                components.put("arch", Value.of(platform.arch()));
            }
        }
        return new KeyedStep(new Key(digest(components)), components);
    }

    /// What the project's files say about a step: its key without parameters, inputs, file state and pins. Moves
    /// only when somebody edits the workflow, and always when somebody edits what is in the key.
    ///
    /// @param included the files of Wave's own that the step may read, by path
    public static Definition definition(PlannedStep step, SequencedMap<String, Digest> included) {
        var components = StepComponents.definition(step, included);
        return new Definition(digest(components), components);
    }

    /// What each contract of a step checks, by the contract's name: equal ones are equal in the key.
    ///
    /// @param checks the command lines of contracts that are written as words, by the contract's name, names
    /// filled in
    public static SequencedMap<String, Digest> predicates(PlannedStep step, SequencedMap<String, List<String>> checks) {
        var predicates = new LinkedHashMap<String, Digest>();
        for (var contract : step.contracts()) {
            var predicate = StepComponents.predicate(contract, checks);
            predicates.put(contract.name(), Digest.ofText(CanonicalJson.text(predicate)));
        }
        return predicates;
    }

    /// The digest of named components.
    static Digest digest(SequencedMap<String, Value> components) {
        return Digest.ofText(CanonicalJson.text(new Value.Obj(components)));
    }

    private static Value strings(Map<String, String> texts) {
        return StepComponents.sorted(texts, Function.identity(), Value::of);
    }
}
