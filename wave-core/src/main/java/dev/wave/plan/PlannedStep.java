package dev.wave.plan;

import dev.wave.expression.Expression;
import dev.wave.expression.Template;
import dev.wave.model.CacheMode;
import dev.wave.model.Glob;
import dev.wave.model.HostRule;
import dev.wave.model.Limits;
import dev.wave.model.Network;
import dev.wave.model.Retry;
import dev.wave.model.SandboxMode;
import dev.wave.model.StepId;
import dev.wave.model.WorkspaceSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A step with all its names resolved. What depends on other steps' results is still a template or an
/// expression.
///
/// @param dependencies direct ones, declared and added by inputs, in plan order
/// @param when absent if the step always runs
/// @param sources globs that narrow the tree the step sees; empty: all of it
/// @param writes globs of the files of its tree that it may change; empty: it gets them read-only
/// @param network what its persona and the step itself allow to reach
/// @param cache of a step with secrets `Never`, unless its author wrote something else
public record PlannedStep(
        StepId id,
        PlannedAction action,
        List<Dependency> dependencies,
        List<PlannedInput> inputs,
        List<PlannedOutput> outputs,
        List<PlannedContract> contracts,
        Optional<Expression> when,
        Limits limits,
        Retry retry,
        WorkspaceSpec workspace,
        List<String> sources,
        List<String> writes,
        CacheMode cache,
        boolean optional,
        SequencedMap<String, Template> env,
        SandboxMode sandbox,
        PlannedSecrets secrets,
        Network network) {
    public PlannedStep {
        dependencies = List.copyOf(dependencies);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        contracts = List.copyOf(contracts);
        sources = List.copyOf(sources);
        writes = List.copyOf(writes);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
    }

    /// The `writes` of a step that may change every file.
    public static final List<String> WHOLE_TREE = List.of("**");

    /// Whether the step may change any file of its tree.
    public boolean writable() {
        return !writes.isEmpty();
    }

    /// Whether it may change some files and not others.
    public boolean isNarrow() {
        return writable() && !writes.equals(WHOLE_TREE);
    }

    /// Whether the step may change the file at that path of its tree.
    public boolean mayChange(String path) {
        return writes.stream().anyMatch(glob -> Glob.of(glob).matches(path));
    }

    /// The hosts that its agent needs for the login it brings and that nobody denies: no part of its key.
    public List<HostRule> loginHosts() {
        return LoginHosts.of(action).stream()
                .filter(host -> !network.denies(host))
                .toList();
    }

    /// All that its agent or command may reach.
    public Network reach() {
        return network.and(loginHosts());
    }

    /// A step this one waits for.
    ///
    /// @param required whether it must have succeeded; false only if every input from it is optional
    /// @param inferred whether an input added it, not `dependencies:`
    public record Dependency(StepId step, boolean required, boolean inferred) {}

    /// Whether the result may be used by other runs, as far as the plan can tell: not if the step sees what
    /// is no part of its key, and of a command only if it declares outputs.
    public boolean reusable() {
        return Reuse.whyNever(this).isEmpty();
    }
}
