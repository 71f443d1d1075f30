package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Persona;
import dev.wave.model.Project;
import dev.wave.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the model for a wish: the persona's, the adapter's, or the project's, in this order.
final class ModelPlanner {
    private final Project project;
    private final Pins pins;
    private final List<Diagnostic> problems;
    private final Set<String> reported = new HashSet<>();

    ModelPlanner(Project project, Pins pins, List<Diagnostic> problems) {
        this.project = project;
        this.pins = pins;
        this.problems = problems;
    }

    /// The model for a step. A tier that stands for none is reported, once for each adapter.
    PlannedModel model(Step step, Persona persona, AdapterSettings adapter) {
        if (AgentPlanner.CONFIGURED.contains(adapter.type())) {
            return adapter.model().map(PlannedModel::exactly).orElse(PlannedModel.NONE);
        }
        var table = ModelTable.ids(adapter.type());
        var wish = persona.model()
                .or(adapter::model)
                .or(() -> project.defaults().model())
                .or(() -> Optional.of(ModelTable.USUAL).filter(table::containsKey));
        if (wish.isEmpty()) {
            return PlannedModel.NONE;
        }
        var name = wish.get();
        var meant = adapter.models().getOrDefault(name, name);
        var tier = adapter.models().containsKey(name) ? Optional.<String>empty() : Optional.ofNullable(table.get(name));
        check(name, tier.orElse(meant), adapter, place(step, persona, adapter));
        var pin = Optional.of(Pins.wish(adapter.name(), meant))
                .filter(_ -> tier.isPresent() || ModelTable.floats(adapter.type(), meant));
        var id = pin.flatMap(pins::model)
                .flatMap(ModelPlanner::exact)
                .or(() -> tier)
                .orElse(meant);
        return new PlannedModel(
                id, wish.filter(written -> !written.equals(id)), ModelTable.floats(adapter.type(), id), pin);
    }

    private static Optional<String> exact(ModelPin pin) {
        return switch (pin) {
            case ModelPin.Exact(var id) -> Optional.of(id);
            case ModelPin.Floating() -> Optional.empty();
        };
    }

    private void check(String wish, String id, AdapterSettings adapter, Place place) {
        if (!reported.add(adapter.name() + " " + wish)) {
            return;
        }
        if (ModelTable.TIERS.contains(id)) {
            problems.add(Diagnostic.of(
                    Code.E_VALUE,
                    place,
                    "the tier '" + id + "' stands for no model of the adapter '" + adapter.name() + "'",
                    "write an exact model, or add 'models: {" + id + ": MODEL}' to the adapter"));
        } else if (id.equals(wish)) {
            var names = new ArrayList<>(ModelTable.TIERS);
            names.addAll(adapter.models().keySet());
            Nearest.of(wish, names)
                    .ifPresent(near -> problems.add(Diagnostic.of(
                            Code.W_SUSPICIOUS,
                            place,
                            "the model '" + wish + "' is taken for the exact name of a model",
                            "did you mean '" + near + "'?")));
        }
    }

    /// Where the wish is written, as near as is known.
    private Place place(Step step, Persona persona, AdapterSettings adapter) {
        if (persona.model().isPresent()) {
            return project.personas().containsKey(persona.name()) ? persona.place() : step.place();
        }
        return adapter.model().isPresent() ? adapter.place() : step.place();
    }
}
