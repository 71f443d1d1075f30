package dev.wave.plan;

import dev.wave.model.StepId;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;

/// An immutable list of steps that also finds one by its id at once: plans of ten thousand steps are looked
/// into once per step.
final class IndexedSteps extends AbstractList<PlannedStep> implements RandomAccess {
    private final List<PlannedStep> steps;
    private final Map<StepId, PlannedStep> byId;

    private IndexedSteps(List<PlannedStep> steps) {
        this.steps = steps;
        byId = HashMap.newHashMap(steps.size());
        steps.forEach(step -> byId.putIfAbsent(step.id(), step));
    }

    static IndexedSteps of(List<PlannedStep> steps) {
        return steps instanceof IndexedSteps indexed ? indexed : new IndexedSteps(List.copyOf(steps));
    }

    Optional<PlannedStep> step(StepId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public PlannedStep get(int index) {
        return steps.get(index);
    }

    @Override
    public int size() {
        return steps.size();
    }
}
