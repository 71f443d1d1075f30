package dev.wave.command;

import dev.wave.model.ModelAccess;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Level;
import dev.wave.run.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The first line of a run, after its name: what it starts from, who works on it, how well it is contained.
final class Headline {

    private Headline() {}

    /// @param level of a step, as far as it is known
    static String of(Plan plan, RunEvent.RunStarted started, Function<PlannedStep, Optional<Level>> level) {
        var parts = new ArrayList<String>();
        parts.add("base " + started.baseDescription());
        var agents = agents(plan);
        if (!agents.isEmpty()) {
            parts.add(agents);
        }
        levels(plan, level).ifPresent(parts::add);
        return String.join(" · ", parts);
    }

    /// Who works on a plan: the models, or where none is named the adapters. What goes past Wave is `unmetered`.
    static String agents(Plan plan) {
        var agents = new LinkedHashSet<String>();
        for (var step : plan.steps()) {
            if (step.action() instanceof PlannedAction.Ask ask) {
                var agent = ask.model().id().isBlank()
                        ? ask.adapter().name().value()
                        : ask.model().id();
                agents.add(ask.adapter().access() instanceof ModelAccess.Login ? agent + " (unmetered)" : agent);
            }
        }
        return String.join(", ", agents);
    }

    /// The level of all steps; where they differ, the better one and who has not got it.
    private static Optional<String> levels(Plan plan, Function<PlannedStep, Optional<Level>> level) {
        var levels = plan.steps().stream()
                .map(level)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
        if (levels.isEmpty()) {
            return Optional.empty();
        }
        var best = levels.getLast();
        if (levels.size() == 1) {
            return Optional.of(word(best));
        }
        var less = plan.steps().stream()
                .filter(step -> level.apply(step).filter(own -> own != best).isPresent())
                .map(PlannedStep::id)
                .map(StepId::value)
                .toList();
        return Optional.of(word(best) + " but " + String.join(", ", less));
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
