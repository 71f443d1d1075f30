package dev.wave.run;

import dev.wave.plan.Drift;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import java.util.List;
import java.util.Optional;

/// Who made a result, as it really was.
///
/// @param name for example `claude`, `scripted answers.yaml`, `human`
/// @param version of the program; absent if nobody knows
/// @param models that answered; empty if nobody knows
public record Answerer(String name, Optional<String> version, List<String> models) {
    public Answerer {
        models = List.copyOf(models);
    }

    /// One of whom only the name is known.
    public static Answerer named(String name) {
        return new Answerer(name, Optional.empty(), List.of());
    }

    /// In what it is not who the plan of the step wants.
    public List<Drift> drift(PlannedStep step) {
        return switch (step.action()) {
            case PlannedAction.Ask ask -> Drift.of(ask, version, models);
            case PlannedAction.Run _ -> List.of();
        };
    }

    /// For example `claude 2.1.197, claude-sonnet-4-5-20250929`.
    @Override
    public String toString() {
        return name
                + version.map(number -> " " + number).orElse("")
                + (models.isEmpty() ? "" : ", " + String.join(", ", models));
    }
}
