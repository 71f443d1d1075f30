package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Place;
import dev.wave.model.Named;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Pipeline;
import dev.wave.model.Project;
import dev.wave.model.SandboxMode;
import dev.wave.model.Step;
import java.util.Collection;
import java.util.Optional;
import java.util.SequencedMap;

/// Refuses permissions that nothing would keep: writing denied and any shell command allowed, under `sandbox:
/// none`.
final class PermissionCheck {
    private final Problems problems;

    PermissionCheck(Problems problems) {
        this.problems = problems;
    }

    void check(SequencedMap<PersonaName, Persona> personas, Project.Defaults defaults, Collection<Pipeline> pipelines) {
        for (var persona : personas.values()) {
            if (isOpen(persona.sandbox().or(defaults::sandbox))
                    && persona.permissions().isBashLoophole()) {
                report(persona.place(), "the persona '" + persona.name() + "'");
            }
        }
        for (var pipeline : pipelines) {
            for (var step : pipeline.steps()) {
                if (step.sandbox().isPresent() || step.permissions().isPresent()) {
                    persona(step, personas, defaults).ifPresent(persona -> check(step, persona, defaults));
                }
            }
        }
    }

    /// What a step changes about its persona; the persona itself has been checked.
    private void check(Step step, Persona persona, Project.Defaults defaults) {
        var own = step.permissions().map(persona.permissions()::narrowedBy).orElse(persona.permissions());
        var sandbox = step.sandbox().or(persona::sandbox).or(defaults::sandbox);
        if (isOpen(sandbox) && own.isBashLoophole()) {
            report(step.place(), "the step '" + step.id() + "'");
        }
    }

    private Optional<Persona> persona(
            Step step, SequencedMap<PersonaName, Persona> personas, Project.Defaults defaults) {
        return StepReader.ask(step)
                .flatMap(ask -> ask.persona()
                        .map(Named::name)
                        .filter(PersonaName::isValid)
                        .map(PersonaName::new)
                        .or(() -> ask.persona().isPresent() ? Optional.empty() : defaults.persona()))
                .flatMap(name -> Optional.ofNullable(personas.get(name)).or(() -> BuiltinPersonas.find(name)));
    }

    private static boolean isOpen(Optional<SandboxMode> sandbox) {
        return sandbox.equals(Optional.of(SandboxMode.NONE));
    }

    private void report(Place place, String who) {
        problems.add(
                Code.E_PERMISSION,
                place,
                who + " denies writing but allows any shell command, and without a sandbox shell commands can write",
                "deny Bash, use a sandbox, or write 'acknowledge: [" + Permissions.Risk.BASH_WRITES.text()
                        + "]' under 'permissions'");
    }
}
