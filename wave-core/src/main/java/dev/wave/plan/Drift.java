package dev.wave.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// One way in which the world is not what a lock pins: another version of an agent's program, or another model.
///
/// @param pin what is pinned, as the lock names it: `claude`, or `claude/balanced`; for a model that the
/// project's text names, its id
/// @param pinned what it should be
/// @param found what it is
public record Drift(String pin, String pinned, String found) {

    /// What a machine has, compared with what is pinned, each once, in the order of the steps. A program that is
    /// not here, or does not tell its version, is no difference.
    public static List<Drift> of(List<PlannedStep> steps, AgentFinder agents) {
        var found = new LinkedHashMap<String, Drift>();
        for (var step : steps) {
            if (step.action() instanceof PlannedAction.Ask ask) {
                version(ask, agents.version(ask.adapter())).ifPresent(drift -> found.put(drift.pin(), drift));
            }
        }
        return List.copyOf(found.sequencedValues());
    }

    /// Who answered a step, compared with who should have.
    ///
    /// @param version of the program that answered; absent if nobody knows
    /// @param models that answered, in any order; empty if nobody knows
    public static List<Drift> of(PlannedAction.Ask ask, Optional<String> version, List<String> models) {
        var drift = new ArrayList<Drift>();
        version(ask, version).ifPresent(drift::add);
        var asked = ask.model();
        if (!models.isEmpty()
                && !asked.id().isEmpty()
                && !asked.floating()
                && models.stream().noneMatch(model -> bare(model).equals(bare(asked.id())))) {
            drift.add(new Drift(asked.pin().orElse(asked.id()), asked.id(), String.join(", ", models)));
        }
        return List.copyOf(drift);
    }

    private static Optional<Drift> version(PlannedAction.Ask ask, Optional<String> version) {
        return ask.version()
                .flatMap(pinned -> version.filter(found -> !found.equals(pinned))
                        .map(found -> new Drift(ask.adapter().name().value(), pinned, found)));
    }

    /// Without what only says how much the model is shown at once: `[1m]`.
    private static String bare(String model) {
        var bracket = model.indexOf('[');
        return bracket < 0 ? model : model.substring(0, bracket);
    }

    /// For example `claude is 2.1.198, pinned is 2.1.197`.
    @Override
    public String toString() {
        return pin + " is " + found + ", pinned is " + pinned;
    }
}
