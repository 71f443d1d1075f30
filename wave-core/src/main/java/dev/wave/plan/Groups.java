package dev.wave.plan;

import dev.wave.model.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Steps that can run at once: each group needs only steps of the groups before it.
public final class Groups {

    private Groups() {}

    /// The groups of those steps, the ones that need nothing first.
    ///
    /// @param steps each after all it depends on
    public static List<List<PlannedStep>> of(List<PlannedStep> steps) {
        Map<StepId, Integer> group = new HashMap<>();
        var groups = new ArrayList<List<PlannedStep>>();
        for (var step : steps) {
            var index = step.dependencies().stream()
                    .mapToInt(dependency -> group.getOrDefault(dependency.step(), -1) + 1)
                    .max()
                    .orElse(0);
            group.put(step.id(), index);
            if (index == groups.size()) {
                groups.add(new ArrayList<>());
            }
            groups.get(index).add(step);
        }
        return groups;
    }
}
