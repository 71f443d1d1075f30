package dev.wave.local;

import dev.wave.engine.Command;
import dev.wave.engine.Decision;
import dev.wave.engine.Engine;
import dev.wave.engine.Report;
import dev.wave.engine.Report.Preparation;
import dev.wave.engine.RunState;
import dev.wave.key.KeyedStep;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Finds out what a run would do, by making its decisions without its attempts: every step is looked up as
/// soon as the steps before it have stored results. Records nothing, and runs nothing.
public final class DryRun {
    private final Engine engine = new Engine();
    private final StepPreparer preparer;
    private final SequencedMap<StepId, Preparation> found = new LinkedHashMap<>();
    private final SequencedMap<StepId, KeyedStep> keys = new LinkedHashMap<>();

    private Optional<TreeId> tree = Optional.empty();

    private DryRun(StepPreparer preparer) {
        this.preparer = preparer;
    }

    /// What is known before a run, by step; a step that waits for one that would run is in neither.
    ///
    /// @param found whether a result is stored
    /// @param keys what the step's key is made of
    /// @param tree the merge of all leaf steps' trees, if stored results carry the run to its end
    /// @param state how far they carry it
    public record Forecast(
            SequencedMap<StepId, Preparation> found,
            SequencedMap<StepId, KeyedStep> keys,
            Optional<TreeId> tree,
            RunState state) {
        public Forecast {
            found = Collections.unmodifiableSequencedMap(found);
            keys = Collections.unmodifiableSequencedMap(keys);
        }
    }

    /// Follows a run from its beginning, as far as stored results carry it.
    ///
    /// @param first the decision with which the run would begin
    public static Forecast of(StepPreparer preparer, Decision first) throws InterruptedException {
        var run = new DryRun(preparer);
        var state = run.follow(first);
        return new Forecast(run.found, run.keys, run.tree, state);
    }

    private RunState follow(Decision first) throws InterruptedException {
        var state = first.state();
        var commands = new ArrayDeque<>(first.commands());
        while (!commands.isEmpty()) {
            switch (commands.poll()) {
                case Command.Prepare(var step) -> {
                    var look = preparer.look(step, state);
                    found.put(step, look.preparation());
                    look.keyed().ifPresent(keyed -> keys.put(step, keyed));
                    if (!(look.preparation() instanceof Preparation.Ready)) {
                        var decision = engine.decide(state, new Report.Prepared(step, look.preparation()));
                        state = decision.state();
                        commands.addAll(decision.commands());
                    }
                }
                case Command.MergeFinal(var leaves) -> {
                    if (preparer.mergeFinal(leaves, state) instanceof Report.Merge.Merged(var merged)) {
                        tree = Optional.of(merged);
                    }
                }
                case null, default -> {} // attempts are not made
            }
        }
        return state;
    }
}
