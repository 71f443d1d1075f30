package dev.wave.local;

import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.spi.Trees;
import dev.wave.spi.Trees.Merged;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Merges what several steps made of the run's base, as a version control system would: two steps that build
/// on the same third one are merged over that one's tree, so its change never conflicts with itself.
final class StepTrees {
    private final Plan plan;
    private final TreeId base;
    private final Trees trees;
    private final Function<StepId, Optional<TreeId>> treeOf;
    private final Map<StepId, Integer> positions = new HashMap<>();
    private final Map<Integer, BitSet> histories = new HashMap<>();

    /// @param treeOf the full file state of a step that succeeded in this run
    StepTrees(Plan plan, TreeId base, Trees trees, Function<StepId, Optional<TreeId>> treeOf) {
        this.plan = plan;
        this.base = base;
        this.trees = trees;
        this.treeOf = treeOf;
        for (var step : plan.steps()) {
            positions.put(step.id(), positions.size());
        }
    }

    /// What came of a merge.
    sealed interface Start {

        record Tree(TreeId tree) implements Start {}

        record Conflict(List<StepId> steps, List<String> files) implements Start {}
    }

    /// The merge of these steps' trees, in plan order; the run's base if none of them has one.
    Start merge(List<StepId> steps) {
        var history = new BitSet();
        var tree = base;
        var merged = new ArrayList<StepId>();
        for (var step : inPlanOrder(steps)) {
            var theirs = treeOf.apply(step).orElseThrow();
            var theirHistory = history(position(step));
            if (contains(history, theirHistory)) {
                continue;
            }
            if (contains(theirHistory, history)) {
                tree = theirs;
            } else {
                switch (trees.merge(common(history, theirHistory), tree, theirs)) {
                    case Merged.Clean(var clean) -> tree = clean;
                    case Merged.Conflict(var files) -> {
                        return new Start.Conflict(List.of(opponent(merged, step), step), files);
                    }
                }
            }
            history.or(theirHistory);
            merged.add(step);
        }
        return new Start.Tree(tree);
    }

    private List<StepId> inPlanOrder(List<StepId> steps) {
        return steps.stream()
                .filter(step -> treeOf.apply(step).isPresent())
                .sorted((one, other) -> Integer.compare(position(one), position(other)))
                .toList();
    }

    private int position(StepId step) {
        var position = positions.get(step);
        if (position == null) {
            throw new IllegalArgumentException("not in the plan: " + step);
        }
        return position;
    }

    /// The step and everything whose change its tree holds.
    private BitSet history(int position) {
        var known = histories.get(position);
        if (known != null) {
            return known;
        }
        var history = new BitSet();
        for (var dependency : plan.steps().get(position).dependencies()) {
            if (treeOf.apply(dependency.step()).isPresent()) {
                history.or(history(position(dependency.step())));
            }
        }
        history.set(position);
        histories.put(position, history);
        return history;
    }

    /// The tree both histories build on: of the latest steps they share, merged if there are several.
    private TreeId common(BitSet one, BitSet other) {
        var shared = (BitSet) one.clone();
        shared.and(other);
        var latest = new ArrayList<StepId>();
        for (var position = shared.length() - 1; position >= 0; position = shared.previousSetBit(position - 1)) {
            latest.add(plan.steps().get(position).id());
            shared.andNot(history(position));
        }
        return switch (merge(latest)) {
            case Start.Tree(var tree) -> tree;
            case Start.Conflict _ -> base;
        };
    }

    /// The earlier step that the conflict is with.
    private StepId opponent(List<StepId> merged, StepId step) {
        for (var earlier : merged) {
            var over = common(history(position(earlier)), history(position(step)));
            if (trees.merge(
                            over,
                            treeOf.apply(earlier).orElseThrow(),
                            treeOf.apply(step).orElseThrow())
                    instanceof Merged.Conflict) {
                return earlier;
            }
        }
        return merged.getLast();
    }

    private static boolean contains(BitSet whole, BitSet part) {
        var rest = (BitSet) part.clone();
        rest.andNot(whole);
        return rest.isEmpty();
    }

    /// The direct dependencies of a step that have a tree to give.
    static List<StepId> before(PlannedStep step) {
        return step.dependencies().stream().map(PlannedStep.Dependency::step).toList();
    }
}
