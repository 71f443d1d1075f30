package dev.wave.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/// Puts every step after all it waits for; among those that could come next, the author's first.
final class Ordering {

    private Ordering() {}

    /// The order; shorter than the list if steps wait for each other.
    static List<StepDraft> of(List<StepDraft> steps, Function<StepDraft, List<StepDraft>> dependencies) {
        var waiting = new int[steps.size()];
        var dependents = new ArrayList<List<StepDraft>>(steps.size());
        steps.forEach(_ -> dependents.add(new ArrayList<>(2)));
        for (var step : steps) {
            for (var dependency : dependencies.apply(step)) {
                waiting[step.index]++;
                dependents.get(dependency.index).add(step);
            }
        }
        var ready = new PriorityQueue<StepDraft>((one, other) -> Integer.compare(one.index, other.index));
        steps.stream().filter(step -> waiting[step.index] == 0).forEach(ready::add);
        var ordered = new ArrayList<StepDraft>(steps.size());
        for (var step = ready.poll(); step != null; step = ready.poll()) {
            ordered.add(step);
            for (var dependent : dependents.get(step.index)) {
                if (--waiting[dependent.index] == 0) {
                    ready.add(dependent);
                }
            }
        }
        return ordered;
    }
}
