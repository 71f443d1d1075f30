package dev.wave.engine;

import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A plan's steps by their position, and who waits for whom. Made once per run, shared by all its states.
final class Graph {
    private final Plan plan;
    private final Map<StepId, Integer> positions = new HashMap<>();
    private final List<List<Edge>> dependencies = new ArrayList<>();
    private final List<List<Edge>> dependents = new ArrayList<>();

    /// One end of a dependency.
    ///
    /// @param required whether the later step needs the earlier one to have succeeded
    record Edge(int step, boolean required) {}

    Graph(Plan plan) {
        this.plan = plan;
        for (var step : plan.steps()) {
            var position = positions.size();
            positions.put(step.id(), position);
            dependents.add(new ArrayList<>());
            var edges = new ArrayList<Edge>(step.dependencies().size());
            for (var dependency : step.dependencies()) {
                var on = position(dependency.step());
                edges.add(new Edge(on, dependency.required()));
                dependents.get(on).add(new Edge(position, dependency.required()));
            }
            dependencies.add(List.copyOf(edges));
        }
    }

    Plan plan() {
        return plan;
    }

    int size() {
        return dependencies.size();
    }

    PlannedStep step(int position) {
        return plan.steps().get(position);
    }

    List<StepId> ids(Collection<Integer> positions) {
        return positions.stream().map(position -> step(position).id()).toList();
    }

    OptionalInt find(StepId step) {
        var position = positions.get(step);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /// A plan has its steps in an order in which every dependency comes first; anything else is a bug.
    int position(StepId step) {
        return find(step).orElseThrow(() -> new IllegalArgumentException("the plan has no step '" + step + "' here"));
    }

    List<Edge> dependencies(int step) {
        return dependencies.get(step);
    }

    List<Edge> dependents(int step) {
        return dependents.get(step);
    }

    /// The steps and all they depend on, over the edges that match.
    BitSet closure(BitSet steps, Predicate<Edge> over) {
        var closure = (BitSet) steps.clone();
        for (var step = size() - 1; step >= 0; step--) {
            if (closure.get(step)) {
                dependencies(step).stream().filter(over).forEach(edge -> closure.set(edge.step()));
            }
        }
        return closure;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Graph that && plan.equals(that.plan);
    }

    @Override
    public int hashCode() {
        return plan.hashCode();
    }
}
