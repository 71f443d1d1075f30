package dev.wave.live;

import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What many steps of a plan are called together: `check-*` if they come at the same stage and their names
/// begin alike, `stage 2` if they have only that in common. A step that has not enough of its kind is called by
/// its own name.
record Templates(Map<StepId, String> names) {
    private static final int FEWEST = 3;

    static Templates of(Plan plan) {
        var names = new HashMap<StepId, String>();
        for (var stage : stages(plan).entrySet()) {
            var alike = stage.getValue().stream()
                    .collect(Collectors.groupingBy(Templates::stem, LinkedHashMap::new, Collectors.toList()));
            var single = alike.values().stream()
                    .filter(steps -> steps.size() < FEWEST)
                    .flatMap(List::stream)
                    .toList();
            alike.forEach((stem, steps) -> steps.forEach(step -> names.put(step.id(), stem + "*")));
            single.forEach(step ->
                    names.put(step.id(), single.size() < FEWEST ? step.id().value() : "stage " + (stage.getKey() + 1)));
        }
        return new Templates(names);
    }

    /// The steps by how many others must come before them, one after the other.
    private static Map<Integer, List<PlannedStep>> stages(Plan plan) {
        var stages = new HashMap<StepId, Integer>();
        for (var step : plan.steps()) {
            stages.put(
                    step.id(),
                    step.dependencies().stream()
                            .mapToInt(before -> stages.getOrDefault(before.step(), 0) + 1)
                            .max()
                            .orElse(0));
        }
        return plan.steps().stream()
                .collect(Collectors.groupingBy(
                        step -> stages.getOrDefault(step.id(), 0), LinkedHashMap::new, Collectors.toList()));
    }

    /// The name up to and with its last separator; without one all of it.
    private static String stem(PlannedStep step) {
        var name = step.id().value();
        var end = Math.max(Math.max(name.lastIndexOf('-'), name.lastIndexOf('_')), name.lastIndexOf('.'));
        return end < 0 ? name.replaceFirst("\\d+$", "") : name.substring(0, end + 1);
    }

    String of(StepId step) {
        return names.getOrDefault(step, step.value());
    }
}
