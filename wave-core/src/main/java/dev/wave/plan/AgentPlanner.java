package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.diagnostic.Place;
import dev.wave.model.Action;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Named;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Project;
import dev.wave.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds who does a step: the persona, the adapter that drives its agent, and the model.
final class AgentPlanner {
    private static final String FALLBACK_PERSONA = "assistant";

    /// Adapters that are nothing without an `adapters:` entry.
    static final List<String> CONFIGURED = List.of("command", "scripted");

    private final Project project;
    private final Surroundings surroundings;
    private final Optional<AdapterName> defaultAdapter;
    private final ModelPlanner models;
    private final List<Diagnostic> problems;
    private final Set<AdapterName> reported = new HashSet<>();
    private final List<Step> withoutAgent = new ArrayList<>();

    AgentPlanner(Project project, Surroundings surroundings, List<Diagnostic> problems) {
        this.project = project;
        this.surroundings = surroundings;
        this.defaultAdapter = DefaultAdapter.of(project, surroundings);
        this.models = new ModelPlanner(project, surroundings.pins(), problems);
        this.problems = problems;
    }

    /// The persona of a step, as it is defined.
    Optional<Persona> persona(Step step, Action.Ask ask) {
        var name = ask.persona().map(Named::name).orElseGet(this::defaultPersona);
        var place = ask.persona().map(Named::place).orElse(step.place());
        var found = PersonaName.isValid(name) ? byName(new PersonaName(name)) : Optional.<Persona>empty();
        if (found.isEmpty()) {
            problems.add(new Diagnostic(
                    Code.E_UNKNOWN_PERSONA,
                    place,
                    "there is no persona '" + name + "'",
                    Nearest.question(name, names())
                            .or(() -> Optional.of("write .wave/personas/" + name + ".md, or use "
                                    + Listing.of(surroundings.personas().names().stream()
                                            .map(PersonaName::value)
                                            .toList())))));
        }
        return found;
    }

    /// The adapter for a persona's step; what is missing is reported, by adapter and not by step.
    Optional<AdapterSettings> adapter(Step step, Persona persona) {
        var name = persona.adapter().or(() -> project.defaults().adapter()).or(() -> defaultAdapter);
        if (name.isEmpty()) {
            withoutAgent.add(step);
            return Optional.empty();
        }
        var place =
                project.personas().containsValue(persona) && persona.adapter().isPresent()
                        ? persona.place()
                        : step.place();
        return settings(name.get(), place).filter(settings -> isDriven(settings, place));
    }

    /// The version of the adapter's program that is pinned.
    Optional<String> version(AdapterSettings adapter) {
        return surroundings.pins().version(adapter.name());
    }

    /// The model for a persona's step.
    PlannedModel model(Step step, Persona persona, AdapterSettings adapter) {
        return models.model(step, persona, adapter);
    }

    /// Reports the steps that nobody can answer, together.
    void reportMissingAgent() {
        if (!withoutAgent.isEmpty()) {
            var first = withoutAgent.getFirst();
            problems.add(Diagnostic.of(
                    Code.E_NO_AGENT,
                    first.place(),
                    AgentCheck.nobody(AgentCheck.steps(first.id(), withoutAgent.size() - 1)),
                    "configure one in 'adapters:' (type: command runs any program) and name it in"
                            + " 'default_adapter:'"));
        }
    }

    private String defaultPersona() {
        return project.defaults().persona().map(PersonaName::value).orElse(FALLBACK_PERSONA);
    }

    private Optional<Persona> byName(PersonaName name) {
        return Optional.ofNullable(project.personas().get(name))
                .or(() -> surroundings.personas().find(name));
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        project.personas().keySet().forEach(name -> names.add(name.value()));
        surroundings.personas().names().forEach(name -> names.add(name.value()));
        return names;
    }

    private Optional<AdapterSettings> settings(AdapterName name, Place place) {
        var configured = Optional.ofNullable(project.adapters().get(name));
        if (configured.isPresent()) {
            return configured;
        }
        if (DefaultAdapter.CANDIDATES.contains(name.value()) || name.value().startsWith("acp:")) {
            return Optional.of(DefaultAdapter.builtIn(name));
        }
        if (reported.add(name)) {
            problems.add(new Diagnostic(
                    Code.E_UNKNOWN_ADAPTER,
                    place,
                    CONFIGURED.contains(name.value())
                            ? "the adapter '" + name + "' has to be configured"
                            : "there is no adapter '" + name + "'",
                    CONFIGURED.contains(name.value())
                            ? Optional.of("add it to 'adapters:' in wave.yaml")
                            : Nearest.question(name.value(), adapterNames())));
        }
        return Optional.empty();
    }

    private List<String> adapterNames() {
        var names = new ArrayList<>(DefaultAdapter.CANDIDATES);
        project.adapters().keySet().forEach(name -> names.add(name.value()));
        return names;
    }

    private boolean isDriven(AdapterSettings settings, Place place) {
        var known = DefaultAdapter.CANDIDATES.contains(settings.type())
                || CONFIGURED.contains(settings.type())
                || settings.type().startsWith("acp");
        var driven = surroundings.adapterTypes().contains(settings.type());
        if (!driven && reported.add(settings.name())) {
            var where = project.adapters().containsKey(settings.name()) ? settings.place() : place;
            problems.add(
                    known
                            ? Diagnostic.of(
                                    Code.E_NOT_YET,
                                    where,
                                    "this version of Wave cannot drive the adapter type '" + settings.type() + "' yet",
                                    "it can drive " + Listing.of(surroundings.adapterTypes()))
                            : new Diagnostic(
                                    Code.E_UNKNOWN_ADAPTER,
                                    where,
                                    "there is no adapter type '" + settings.type() + "'",
                                    Nearest.question(settings.type(), surroundings.adapterTypes())
                                            .or(() -> Optional.of(Listing.there(surroundings.adapterTypes())))));
        }
        return driven;
    }
}
