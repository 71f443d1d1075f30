package dev.wave.model;

import dev.wave.diagnostic.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One unit of work as declared: what every step has, and the [Action] that makes it different.
///
/// @param inputs absent: everything the direct dependencies produced; empty: nothing
/// @param outputs `artifacts:` and `deliverables:` in the author's order; a deliverable is required
/// @param when runs only if this expression (the text between no braces) is true
/// @param sources globs for the part of the base tree the step sees; empty: all of it
/// @param permissions may only narrow the persona's
/// @param cache absent if the author wrote nothing about it: what holds then is for `plan` to say
/// @param secrets names of secrets its agent or command finds as variables
/// @param network hosts it may reach besides those its persona may
public record Step(
        StepId id,
        Place place,
        Action action,
        List<Named> dependencies,
        Optional<List<Input>> inputs,
        List<Output> outputs,
        List<Handover> contracts,
        Optional<Text> when,
        Limits limits,
        Retry retry,
        WorkspaceSpec workspace,
        List<String> sources,
        Optional<Permissions> permissions,
        Optional<CacheMode> cache,
        boolean optional,
        SequencedMap<String, Text> env,
        Optional<SandboxMode> sandbox,
        List<Named> secrets,
        List<HostRule> network) {
    public Step {
        dependencies = List.copyOf(dependencies);
        inputs = inputs.map(List::copyOf);
        outputs = List.copyOf(outputs);
        contracts = List.copyOf(contracts);
        sources = List.copyOf(sources);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        secrets = List.copyOf(secrets);
        network = List.copyOf(network);
    }

    /// The same step, given and producing these.
    public Step with(Optional<List<Input>> given, List<Output> produced, List<Handover> checked) {
        return new Step(
                id,
                place,
                action,
                dependencies,
                given,
                produced,
                checked,
                when,
                limits,
                retry,
                workspace,
                sources,
                permissions,
                cache,
                optional,
                env,
                sandbox,
                secrets,
                network);
    }
}
