package dev.wave.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Which steps come before which, by declared dependencies and theirs. Computed once, when first asked: most
/// pipelines name only what their direct dependencies made.
final class Ancestors {
    private final List<StepDraft> steps;
    private Optional<List<BitSet>> sets = Optional.empty();

    /// @param steps without cycles among their declared dependencies
    Ancestors(List<StepDraft> steps) {
        this.steps = steps;
    }

    /// The indexes of all steps before this one; not to be changed.
    BitSet of(StepDraft step) {
        var all = sets.orElseGet(this::compute);
        sets = Optional.of(all);
        return all.get(step.index);
    }

    boolean isBefore(StepDraft earlier, StepDraft later) {
        return of(later).get(earlier.index);
    }

    private List<BitSet> compute() {
        var computed = new ArrayList<BitSet>(steps.size());
        steps.forEach(_ -> computed.add(new BitSet()));
        for (var step : Ordering.of(steps, draft -> draft.declared)) {
            var before = computed.get(step.index);
            for (var dependency : step.declared) {
                before.or(computed.get(dependency.index));
                before.set(dependency.index);
            }
        }
        return computed;
    }
}
