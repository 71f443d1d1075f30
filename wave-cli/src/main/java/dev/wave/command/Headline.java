package dev.wave.command;

import dev.wave.plan.Plan;
import dev.wave.plan.PlannedAction;
import dev.wave.run.RunEvent;
import java.util.LinkedHashSet;

/// The first line of a run, after its name: what it starts from, who works on it, how well it is contained.
final class Headline {

    private Headline() {}

    static String of(Plan plan, RunEvent.RunStarted started) {
        var agents = agents(plan);
        return "base " + started.baseDescription() + (agents.isEmpty() ? "" : " · " + agents) + " · open";
    }

    /// Who works on a plan: the models, or where none is named the adapters.
    static String agents(Plan plan) {
        var agents = new LinkedHashSet<String>();
        for (var step : plan.steps()) {
            if (step.action() instanceof PlannedAction.Ask ask) {
                agents.add(ask.model().isBlank() ? ask.adapter().name().value() : ask.model());
            }
        }
        return String.join(", ", agents);
    }
}
