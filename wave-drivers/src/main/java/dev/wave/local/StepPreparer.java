package dev.wave.local;

import dev.wave.contract.ArtifactSchema;
import dev.wave.engine.Report.Merge;
import dev.wave.engine.Report.Preparation;
import dev.wave.engine.RunState;
import dev.wave.key.Key;
import dev.wave.key.KeyBuilder;
import dev.wave.key.KeyedStep;
import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedSchema;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Failure;
import dev.wave.store.Lease;
import dev.wave.store.Leases;
import java.io.IOException;
import java.time.Clock;
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
    private final Draws draws;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<StepId, Lease> held = new ConcurrentHashMap<>();
    private volatile boolean cancelled;

    /// Prepares the steps of one run.
    ///
    /// @param leases keep two runs from doing the same work at the same time
    /// @param clock says how old a stored result is
    public StepPreparer(RunContext run, Leases leases, Clock clock) {
        this.run = run;
        this.leases = leases;
        this.draws = new Draws(run, clock);
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
        run.store(step, key, result);
    }

    /// Merges, fills in, computes the key and looks it up. Starts nothing of the step's own; can be repeated.
    Preparation prepare(StepId id, RunState state) throws InterruptedException {
        var step = run.step(id);
        turns.acquire();
        Look look;
        try {
            look = look(step, state);
        } finally {
            turns.release();
        }
        if (look.choice().isPresent() && draws.isShared(step)) {
            look = Look.of(afterOthers(id, look.choice().get()));
        }
        look.keyed().ifPresent(keyed -> run.remember(step, keyed));
        if (look.preparation() instanceof Preparation.Ready(var key, var _)) {
            run.begins(id, key);
        }
        return look.preparation();
    }

    /// What a look at a step found.
    ///
    /// @param choice absent if there is no key to speak of: the step is not wanted, or cannot be prepared
    record Look(Preparation preparation, Optional<Draws.Choice> choice) {

        private static Look of(Draws.Choice choice) {
            return new Look(choice.preparation(), Optional.of(choice));
        }

        /// What the step's key is made of.
        Optional<KeyedStep> keyed() {
            return choice.map(Draws.Choice::keyed);
        }
    }

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

    private Look lookUp(PlannedStep step, TreeId start, Brief brief) throws NotFillable {
        var seen = run.seen(step, start);
        var inputs = Briefing.inputs(brief, seen, run.extras(step, brief, start), run.history(step));
        var keyed = run.keys().key(step, inputs);
        return Look.of(draws.choose(
                new Draws.Question(step, keyed, KeyBuilder.predicates(step, brief.checks()), start, seen)));
    }

    /// If other runs are at the same work, their results are waited for.
    private Draws.Choice afterOthers(StepId step, Draws.Choice first) throws InterruptedException {
        if (held.containsKey(step)) { // prepared again: the others wait for us already
            return first;
        }
        var choice = first;
        while (!cancelled && choice.preparation() instanceof Preparation.Ready) {
            for (var sample : choice.missing()) {
                var isLast = sample.equals(choice.missing().getLast());
                var lease = leases.await("key/" + sample.key().digest().hex(), isLast ? LOOK : Duration.ZERO);
                if (lease.isPresent()) {
                    choice = draws.choose(choice.question()); // whoever had it may have been done just before
                    if (choice.missing().contains(sample)) {
                        held.put(step, lease.get());
                        return choice.making(sample);
                    }
                    lease.get().close();
                    break;
                }
            }
        }
        return choice;
    }
}
