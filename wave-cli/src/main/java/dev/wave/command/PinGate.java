package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.plan.Drift;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.plan.Presence;
import dev.wave.plan.Surroundings;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Compares what this machine has with what the lock pins, before anything is started. A program that is not here
/// is no difference: nothing can run by it.
final class PinGate {
    private final Tools tools;
    private final Surroundings surroundings;

    /// @param surroundings with what the lock pins
    PinGate(Tools tools, Surroundings surroundings) {
        this.tools = tools;
        this.surroundings = surroundings;
    }

    /// Says in what this machine is not what the lock pins. The run goes on, and its steps are marked.
    void tell(List<PlannedStep> steps) {
        Drift.of(steps, surroundings.agents())
                .forEach(drift -> tools.console()
                        .note("drift: " + drift + "; what runs by it is marked `drift`, and `--strict` refuses it"));
    }

    /// Returns if everything the steps may use is pinned and here as it is pinned; ends the command if not.
    void refuse(List<PlannedStep> steps) {
        var reasons = new LinkedHashSet<String>();
        Drift.of(steps, surroundings.agents())
                .forEach(drift ->
                        reasons.add(drift + "; install that version, or `wave lock --update adapters` pins this one"));
        for (var step : steps) {
            if (step.action() instanceof PlannedAction.Ask ask) {
                reasons.addAll(reasons(ask));
            }
        }
        refuse(reasons);
    }

    private SequencedSet<String> reasons(PlannedAction.Ask ask) {
        var reasons = new LinkedHashSet<String>();
        var adapter = ask.adapter();
        if (tools.examination().isProgram(adapter.type())) {
            if (ask.version().isEmpty()) {
                reasons.add(adapter.name() + " is not pinned; `wave lock` pins its version");
            } else if (surroundings.agents().find(adapter) instanceof Presence.Here
                    && surroundings.agents().version(adapter).isEmpty()) {
                reasons.add(adapter.name() + " does not tell its version here, pinned is "
                        + ask.version().get());
            }
        }
        if (ask.model().floating()) {
            reasons.add(ask.model().pin().orElse(ask.model().id())
                    + " means another model from time to time; write an exact one");
        } else if (ask.model()
                .pin()
                .filter(pin -> surroundings.pins().model(pin).isEmpty())
                .isPresent()) {
            reasons.add(ask.model().pin().get() + " is not pinned; `wave lock` pins the model");
        }
        return reasons;
    }

    /// Ends the command if the events of a run that had to be strict tell of drift.
    static void refuseDrift(List<Recorded> events) {
        var reasons = new LinkedHashSet<String>();
        for (var recorded : events) {
            if (recorded.event() instanceof RunEvent.DriftFound(var step, var _, var drift)) {
                drift.forEach(each -> reasons.add(step + ": " + each));
            }
        }
        refuse(reasons);
    }

    private static void refuse(SequencedSet<String> reasons) {
        if (!reasons.isEmpty()) {
            throw new CommandProblem(ExitCode.MISMATCH, "--strict refuses this run:\n" + String.join("\n", reasons));
        }
    }
}
