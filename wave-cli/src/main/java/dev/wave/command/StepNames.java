package dev.wave.command;

import dev.wave.diagnostic.Nearest;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// Steps as people name them on a command line.
final class StepNames {

    private StepNames() {}

    static StepId of(Plan plan, String name) {
        if (StepId.isValid(name) && plan.step(new StepId(name)).isPresent()) {
            return new StepId(name);
        }
        var names = plan.steps().stream().map(step -> step.id().value()).toList();
        throw CommandProblem.usage("pipeline " + plan.pipeline() + " has no step '" + name + "'"
                + Nearest.question(name, names).map(question -> "; " + question).orElse("")
                + "\nits steps: " + String.join(", ", names.stream().limit(20).toList())
                + (names.size() > 20 ? ", …" : ""));
    }

    /// The step and everything it depends on, in plan order.
    static SequencedSet<StepId> withAllBefore(Plan plan, StepId last) {
        var wanted = new LinkedHashSet<StepId>();
        wanted.add(last);
        for (var step : plan.steps().reversed()) {
            if (wanted.contains(step.id())) {
                step.dependencies().stream().map(PlannedStep.Dependency::step).forEach(wanted::add);
            }
        }
        var ordered = new LinkedHashSet<StepId>();
        plan.steps().stream().map(PlannedStep::id).filter(wanted::contains).forEach(ordered::add);
        return ordered;
    }
}
