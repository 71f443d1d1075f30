package dev.wave.local;

import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.key.Components;
import dev.wave.key.Key;
import dev.wave.key.KeyBuilder;
import dev.wave.key.KeyedStep;
import dev.wave.key.Platform;
import dev.wave.load.Includes;
import dev.wave.model.Digest;
import dev.wave.model.History;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.WorkspaceSpec;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedInput;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Result;
import dev.wave.spi.Blobs;
import dev.wave.spi.Results;
import dev.wave.spi.Results.Stored;
import dev.wave.spi.Trees;
import dev.wave.spi.Trees.Merged;
import dev.wave.spi.Workspaces.Extra;
import dev.wave.store.StoredResults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One run's fixed surroundings: what it runs, where it started, and the stores it reads and writes.
public final class RunContext {
    private final RunFacts facts;
    private final Trees trees;
    private final Blobs blobs;
    private final Results results;
    private final KeyBuilder keys;
    private final Map<StepId, PlannedStep> steps = new HashMap<>();
    private final Map<Digest, Result> manifests = new ConcurrentHashMap<>();
    /// What other runs would have used when a step's turn came, by the step.
    private final Map<StepId, Optional<Stored>> stood = new ConcurrentHashMap<>();

    public RunContext(RunFacts facts, Trees trees, Blobs blobs, Results results) {
        this.facts = facts;
        this.trees = trees;
        this.blobs = blobs;
        this.results = results;
        this.keys = new KeyBuilder(facts.platform());
        facts.plan().steps().forEach(step -> steps.put(step.id(), step));
    }

    /// What is known of a run before its first step.
    ///
    /// @param fresh steps whose stored results of other runs are not used
    /// @param included Wave's own files a step may read, by the step
    public record RunFacts(
            RunId id,
            Plan plan,
            TreeId base,
            Set<StepId> fresh,
            Map<StepId, List<Extra>> included,
            Platform platform,
            String project,
            Optional<String> branch,
            Optional<String> commit,
            Optional<History> history) {
        public RunFacts {
            fresh = Collections.unmodifiableSet(new LinkedHashSet<>(fresh));
            included = Collections.unmodifiableMap(new LinkedHashMap<>(included));
        }
    }

    /// An input with what its producer made.
    record Given(PlannedInput input, Artifact artifact) {}

    RunFacts facts() {
        return facts;
    }

    RunId id() {
        return facts.id();
    }

    Set<StepId> fresh() {
        return facts.fresh();
    }

    KeyBuilder keys() {
        return keys;
    }

    /// The commits that the step sees; none if it wants none.
    Optional<History> history(PlannedStep step) throws NotFillable {
        if (step.workspace().history() && facts.history().isEmpty()) {
            throw new NotFillable("history: the project has no git commit");
        }
        return facts.history().filter(_ -> step.workspace().history());
    }

    /// Wave's own files the step may read.
    List<Extra> included(PlannedStep step) {
        return facts.included().getOrDefault(step.id(), List.of());
    }

    /// What the step sees besides its tree, by path: included files, and what its `setup` layer is made from.
    SequencedMap<String, Digest> extras(PlannedStep step, Brief brief, TreeId start) {
        var extras = Includes.digests(included(step));
        step.workspace()
                .setup()
                .ifPresent(setup -> extras.put(
                        "setup",
                        Digest.ofText(String.join("\0", brief.setup()) + "\0"
                                + setupTree(setup, start).value())));
        return extras;
    }

    /// The files that a `setup` depends on.
    TreeId setupTree(WorkspaceSpec.Setup setup, TreeId start) {
        return setup.sources().isEmpty() ? start : trees.narrow(start, setup.sources());
    }

    Trees trees() {
        return trees;
    }

    Blobs blobs() {
        return blobs;
    }

    Results results() {
        return results;
    }

    PlannedStep step(StepId id) {
        var step = steps.get(id);
        if (step == null) {
            throw new IllegalArgumentException("not in the plan: " + id);
        }
        return step;
    }

    StepTrees trees(RunState state) {
        return new StepTrees(
                facts.plan(),
                facts.base(),
                trees,
                step -> succeeded(state, step).map(StepState.Succeeded::tree));
    }

    /// Whether the project's file is part of the base, so that steps see it.
    ///
    /// @param file its path in the project
    boolean sees(Path file) {
        var glob = "/" + file.toString().replaceAll("([\\\\*?\\[])", "\\\\$1");
        return !trees.narrow(facts.base(), List.of(glob)).equals(trees.empty());
    }

    /// The part of its start tree that a step sees.
    TreeId seen(PlannedStep step, TreeId start) {
        if (step.workspace().empty()) {
            return trees.empty();
        }
        return step.sources().isEmpty() ? start : trees.narrow(start, step.sources());
    }

    /// The step's full file state: its start tree with the change it made to what it saw.
    Optional<TreeId> whole(TreeId start, TreeId seen, TreeId result) {
        if (seen.equals(start)) {
            return Optional.of(result);
        }
        return trees.merge(seen, start, result) instanceof Merged.Clean(var tree)
                ? Optional.of(tree)
                : Optional.empty();
    }

    /// The part of what an earlier attempt left that a step sees: what its `sources` hide stays hidden, also
    /// from an attempt that goes on with the whole file state of a finished one.
    TreeId visible(TreeId start, TreeId seen, TreeId left) {
        if (seen.equals(start)) {
            return left;
        }
        return switch (trees.merge(start, seen, left)) {
            case Merged.Clean(var tree) -> tree;
            case Merged.Conflict _ -> seen; // cannot be: only the attempt itself differs from what is hidden
        };
    }

    /// The step's end, if it succeeded.
    static Optional<StepState.Succeeded> succeeded(RunState state, StepId step) {
        return state.step(step) instanceof StepState.Succeeded done ? Optional.of(done) : Optional.empty();
    }

    /// The artifacts of the steps before it that a step is given.
    List<Given> given(PlannedStep step, RunState state) throws NotFillable {
        var given = new ArrayList<Given>();
        for (var input : step.inputs()) {
            var found = artifact(input, state);
            if (found.isPresent()) {
                given.add(new Given(input, found.get()));
            } else if (!input.optional()) {
                throw new NotFillable(
                        "input " + input.name() + ": step " + input.source().step() + " handed over no artifact "
                                + input.source().artifact());
            }
        }
        return given;
    }

    private Optional<Artifact> artifact(PlannedInput input, RunState state) {
        return succeeded(state, input.source().step())
                .flatMap(done -> result(done.result()))
                .flatMap(result -> result.artifacts().stream()
                        .filter(artifact ->
                                artifact.name().equals(input.source().artifact()))
                        .findFirst());
    }

    /// The stored manifest, if it is there and intact. What is missing is looked for again: the step that
    /// runs in its place may store the very same.
    public Optional<Result> result(Digest digest) {
        var known = Optional.ofNullable(manifests.get(digest));
        if (known.isPresent()) {
            return known;
        }
        var read = new StoredResults(blobs).of(digest);
        read.ifPresent(result -> manifests.put(digest, result));
        return read;
    }

    /// Whether the bytes are there and are what their name says.
    boolean intact(Content content) {
        return switch (content) {
            case Content.Blob(var digest, var _) -> intact(digest);
            case Content.Folder(var tree, var _, var _) -> trees.isIntact(trees.empty(), tree);
        };
    }

    private boolean intact(Digest digest) {
        var bytes = blobs.open(digest);
        if (bytes.isEmpty()) {
            return false;
        }
        try (InputStream stream = bytes.get()) {
            stream.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException _) { // the blob store reports what is wrong with it; here it counts as missing
            return false;
        }
    }

    /// The step's turn has come: its result may take the place of what stands for its key now.
    void begins(StepId step, Key key) {
        stood.put(step, results.current(key));
    }

    /// The result stands for the step: in this run, and in others if the step allows it.
    ///
    /// Not in others if one of them stored a result meanwhile, as happens to a process that was stopped for so
    /// long that its lease was taken: what others have used already stays.
    void store(StepId step, Key key, Digest result) {
        var before = stood.get(step);
        var isFirst = before == null || fresh().contains(step) || before.equals(results.current(key));
        results.put(id(), step, key, result, step(step).reusable() && isFirst);
    }

    /// Keeps what the key was made of, for `wave why`.
    void remember(PlannedStep step, KeyedStep keyed) {
        var components = blobs.put(Components.write(keyed.components()).getBytes(StandardCharsets.UTF_8));
        results.components(facts.plan().pipeline().value(), step.id(), facts.id(), keyed.key(), components);
    }
}
