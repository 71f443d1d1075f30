package dev.wave.local;

import dev.wave.contract.ArtifactSchema;
import dev.wave.engine.Report.Merge;
import dev.wave.engine.Report.Preparation;
import dev.wave.engine.RunState;
import dev.wave.key.Key;
import dev.wave.key.KeyedStep;
import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedSchema;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Content;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.Result;
import dev.wave.spi.Results.Stored;
import dev.wave.store.Lease;
import dev.wave.store.Leases;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Finds out what a step will see, once the steps before it are done, and whether its result is stored
/// already.
public final class StepPreparer {
    /// How long one look at somebody else's lease takes at most.
    private static final Duration LOOK = Duration.ofMillis(200);
    /// Preparations start short git processes; more at once than this only wait for each other.
    private static final int AT_ONCE = 4;

    private final RunContext run;
    private final Leases leases;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<StepId, Lease> held = new ConcurrentHashMap<>();
    private volatile boolean cancelled;

    /// Prepares the steps of one run.
    ///
    /// @param leases keep two runs from doing the same work at the same time
    public StepPreparer(RunContext run, Leases leases) {
        this.run = run;
        this.leases = leases;
    }

    /// Stops waiting for other runs.
    void cancel() {
        cancelled = true;
    }

    /// The step is over: whoever waits for its result may look for it now.
    void release(StepId step) {
        Optional.ofNullable(held.remove(step)).ifPresent(Lease::close);
    }

    /// The result may stand for the step from now on, in this run and, if the step allows it, in others.
    void index(StepId step, Key key, Digest result) {
        run.results().put(run.id(), step, key, result, run.step(step).reusable());
    }

    /// Merges, fills in, computes the key and looks it up. Starts nothing of the step's own; can be repeated.
    Preparation prepare(StepId id, RunState state) throws InterruptedException {
        var step = run.step(id);
        turns.acquire();
        Look look;
        try {
            look = look(step, state);
            look.keyed().ifPresent(keyed -> run.remember(step, keyed));
        } finally {
            turns.release();
        }
        return look.preparation() instanceof Preparation.Ready ready && isShared(step)
                ? afterOthers(step, ready)
                : look.preparation();
    }

    /// What a look at a step found.
    ///
    /// @param keyed absent if there is no key to speak of: the step is not wanted, or cannot be prepared
    record Look(Preparation preparation, Optional<KeyedStep> keyed) {}

    /// The same without a trace: for saying what a run would do.
    Look look(StepId id, RunState state) throws InterruptedException {
        return look(run.step(id), state);
    }

    private Look look(PlannedStep step, RunState state) throws InterruptedException {
        var briefing = new Briefing(run, state);
        try {
            if (!briefing.wanted(step)) {
                return new Look(new Preparation.NotWanted(), Optional.empty());
            }
            return switch (run.trees(state).merge(StepTrees.before(step))) {
                case StepTrees.Start.Conflict(var steps, var files) -> failed(new Failure.MergeConflict(steps, files));
                case StepTrees.Start.Tree(var start) -> lookUp(step, start, checked(briefing.brief(step)));
            };
        } catch (NotFillable problem) {
            return failed(new Failure.NotPrepared(problem.getMessage()));
        }
    }

    /// An input that is not what the step declares it to be costs nothing: the step does not start.
    private Brief checked(Brief brief) throws NotFillable, InterruptedException {
        for (var given : brief.given()) {
            var schema = given.input().schema();
            if (schema.isPresent()) {
                check(given, schema.get());
            }
        }
        return brief;
    }

    private void check(RunContext.Given given, PlannedSchema schema) throws NotFillable, InterruptedException {
        var input = "input " + given.input().name() + " from step "
                + given.input().source().step();
        try {
            var violations = ArtifactSchema.violations(schema, given.artifact(), run.blobs());
            if (!violations.isEmpty()) {
                throw new NotFillable(input + " is not what its schema " + schema.name() + " says: "
                        + violations.getFirst()
                        + (violations.size() > 1 ? " (and " + (violations.size() - 1) + " more)" : ""));
            }
        } catch (IOException e) {
            throw new NotFillable(input + " could not be checked against its schema: " + e.getMessage());
        }
    }

    private static Look failed(Failure failure) {
        return new Look(new Preparation.Failed(failure), Optional.empty());
    }

    /// The merge of the leaf steps' trees.
    Merge mergeFinal(List<StepId> leaves, RunState state) {
        return switch (run.trees(state).merge(leaves)) {
            case StepTrees.Start.Tree(var tree) -> new Merge.Merged(tree);
            case StepTrees.Start.Conflict(var steps, var files) -> new Merge.Conflict(steps, files);
        };
    }

    private Look lookUp(PlannedStep step, TreeId start, Brief brief) {
        var seen = run.seen(step, start);
        var keyed = run.keys().key(step, Briefing.inputs(brief, seen, run.extras(step, brief, start)));
        var preparation = stored(step, keyed.key())
                .flatMap(stored -> reuse(step, stored, keyed.key(), start, seen))
                .orElseGet(() -> new Preparation.Ready(keyed.key(), start));
        return new Look(preparation, Optional.of(keyed));
    }

    /// Whether results of other runs may stand for the step.
    private boolean isShared(PlannedStep step) {
        return step.reusable() && !run.fresh().contains(step.id());
    }

    /// If another run is at the same work, its result is waited for.
    private Preparation afterOthers(PlannedStep step, Preparation.Ready ready) throws InterruptedException {
        if (held.containsKey(step.id())) { // prepared again: the others wait for us already
            return ready;
        }
        var name = "key/" + ready.key().digest().hex();
        while (!cancelled) {
            var lease = leases.await(name, LOOK);
            if (lease.isPresent()) {
                held.put(step.id(), lease.get());
                var seen = run.seen(step, ready.start());
                var reused = run.results()
                        .current(ready.key())
                        .flatMap(stored -> reuse(step, stored, ready.key(), ready.start(), seen));
                reused.ifPresent(_ -> release(step.id()));
                return reused.orElse(ready);
            }
        }
        return ready;
    }

    /// This run's own result first, then what other runs left, unless the step is drawn afresh.
    private Optional<Stored> stored(PlannedStep step, Key key) {
        var own = run.results().inRun(run.id(), step.id(), key);
        return own.isPresent() || !isShared(step) ? own : run.results().current(key);
    }

    /// A stored result counts only if all its bytes are there and intact, and if what must hold here held.
    private Optional<Preparation> reuse(PlannedStep step, Stored stored, Key key, TreeId start, TreeId seen) {
        return run.result(stored.result())
                .filter(result -> isGoodEnough(step, result))
                .filter(result -> result.artifacts().stream().allMatch(artifact -> run.intact(artifact.content())))
                .filter(result -> run.intact(new Content.Folder(result.tree(), 0, 0)))
                .flatMap(
                        result -> run.whole(start, seen, result.tree()).map(tree -> reused(stored, key, tree, result)));
    }

    /// A result may come from a step whose contract did not have to pass; policies are no part of the key. Nor is
    /// the order of contracts, so that of several of one type nobody knows which one it was.
    private static boolean isGoodEnough(PlannedStep step, Result result) {
        return result.verdicts().stream()
                .filter(verdict -> !verdict.held())
                .allMatch(verdict -> step.contracts().stream()
                        .filter(contract -> type(contract.name()).equals(type(verdict.contract())))
                        .noneMatch(contract -> contract.policy().mustPass()));
    }

    private static String type(String contract) {
        var number = contract.indexOf('#');
        return number < 0 ? contract : contract.substring(0, number);
    }

    private static Preparation reused(Stored stored, Key key, TreeId tree, Result result) {
        var artifacts = result.artifacts().stream()
                .map(artifact -> new Outcome.ArtifactId(
                        artifact.name().value(), artifact.content().id()))
                .toList();
        return new Preparation.Reused(key, stored.result(), tree, artifacts, stored.from(), result.usage());
    }
}
