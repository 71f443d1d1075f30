package dev.wave.trust;

import dev.wave.load.BuiltinPersonas;
import dev.wave.model.Action;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.HostRule;
import dev.wave.model.Permissions;
import dev.wave.model.Permissions.Rule;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Project;
import dev.wave.model.SandboxMode;
import dev.wave.model.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the persona of a step, if it has one, brings that trust has to know: a project that asks for trust may
/// be faulty, so names that lead nowhere are taken for the least that can be said of them.
final class StepPersona {
    private static final String NETWORK = "Network";

    private final Project project;
    private final Step step;
    private final Optional<Persona> persona;

    StepPersona(Project project, Step step) {
        this.project = project;
        this.step = step;
        this.persona = step.action() instanceof Action.Ask ask ? find(project, ask) : Optional.empty();
    }

    private static Optional<Persona> find(Project project, Action.Ask ask) {
        return ask.persona()
                .map(named -> named.name())
                .filter(PersonaName::isValid)
                .map(PersonaName::new)
                .or(() -> project.defaults().persona())
                .or(() -> Optional.of(new PersonaName("assistant")))
                .flatMap(name ->
                        Optional.ofNullable(project.personas().get(name)).or(() -> BuiltinPersonas.find(name)));
    }

    /// What the step asks of the sandbox.
    SandboxMode sandbox() {
        return step.sandbox()
                .or(() -> persona.flatMap(Persona::sandbox))
                .or(() -> project.defaults().sandbox())
                .orElse(SandboxMode.AUTO);
    }

    /// The hosts it may reach, as patterns.
    List<String> hosts() {
        var ofPersona = rules().filter(rule -> rule.tool().equals(NETWORK)).map(Rule::pattern);
        return Stream.concat(ofPersona, step.network().stream().map(HostRule::toString))
                .distinct()
                .sorted()
                .toList();
    }

    /// What it may do, for people.
    List<String> permissions() {
        return rules().map(Rule::toString).distinct().sorted().toList();
    }

    private Stream<Rule> rules() {
        var own = persona.map(Persona::permissions);
        return own.map(rules -> step.permissions().map(rules::narrowedBy).orElse(rules)).stream()
                .flatMap(StepPersona::allowed);
    }

    private static Stream<Rule> allowed(Permissions rules) {
        return rules.allow().stream().filter(rule -> !rules.deny().contains(rule));
    }

    /// Whether its agent is a program or a script of the project's, which is approved as such, or not at all.
    boolean isProgrammed() {
        return persona.flatMap(Persona::adapter)
                .or(() -> project.defaults().adapter())
                .flatMap(this::settings)
                .filter(adapter ->
                        adapter.type().equals("command") || adapter.type().equals("scripted"))
                .isPresent();
    }

    private Optional<AdapterSettings> settings(AdapterName name) {
        return Optional.ofNullable(project.adapters().get(name));
    }
}
