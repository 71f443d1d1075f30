package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.model.Permissions;
import dev.wave.model.Permissions.Rule;
import dev.wave.model.Persona;
import dev.wave.model.Step;
import java.util.List;

/// What a persona may do in a step: its own permissions, narrowed by the step's.
final class Grants {
    private static final String ALL = "*";
    private static final List<String> EVERYTHING = List.of(ALL, "**", "/**", "./**");
    private static final List<String> WRITING = List.of("Write", "Edit");
    private static final List<String> OUTSIDE = List.of("Network", "WebFetch", "WebSearch", "Mcp");
    private final List<Diagnostic> problems;

    Grants(List<Diagnostic> problems) {
        this.problems = problems;
    }

    /// The persona with the step's narrowing applied. A step that wants more than its persona may is
    /// reported.
    Persona narrowed(Step step, Persona persona) {
        if (step.permissions().isEmpty()) {
            return persona;
        }
        var wanted = step.permissions().get();
        var own = persona.permissions();
        for (var rule : wanted.allow()) {
            if (own.allow().stream().noneMatch(allowed -> allowed.covers(rule))) {
                problems.add(Diagnostic.of(
                        Code.E_PERMISSION,
                        step.place(),
                        "the step '" + step.id() + "' wants " + rule + ", which its persona '" + persona.name()
                                + "' may not",
                        "a step may only narrow permissions; allow it in the persona, or use another persona"));
            }
        }
        return new Persona(
                persona.name(),
                persona.place(),
                persona.description(),
                persona.prompt(),
                persona.adapter(),
                persona.model(),
                own.narrowedBy(wanted),
                persona.sandbox());
    }

    /// Which files of its tree the persona may change, as [PlannedStep#writes] has it: whoever may write a
    /// file may edit it, and the other way round.
    static List<String> writes(Persona persona) {
        var permissions = persona.permissions();
        var globs = permissions.allow().stream()
                .filter(rule -> WRITING.contains(rule.tool()) && !isDenied(permissions, rule.tool()))
                .map(Rule::pattern)
                .distinct()
                .toList();
        return globs.stream().anyMatch(EVERYTHING::contains) ? PlannedStep.WHOLE_TREE : globs;
    }

    /// Warns of files that are excepted from those the persona may change, where nothing but the agent could
    /// keep the exception: what may be changed is checked, what is excepted from it is not.
    void warnOfExceptions(Step step, Persona persona) {
        warnOfExceptions(persona.permissions(), persona.place(), "the persona '" + persona.name() + "'", persona);
        step.permissions()
                .ifPresent(own -> warnOfExceptions(own, step.place(), "the step '" + step.id() + "'", persona));
    }

    private void warnOfExceptions(Permissions permissions, Place place, String who, Persona persona) {
        if (writes(persona).isEmpty()) {
            return;
        }
        permissions.deny().stream()
                .filter(rule -> WRITING.contains(rule.tool()) && !rule.pattern().equals(ALL))
                .forEach(rule -> problems.add(Diagnostic.of(
                        Code.W_SUSPICIOUS,
                        place,
                        who + " denies " + rule + ", which only an agent that knows such rules keeps",
                        "what is allowed is checked for every agent: allow 'Write(GLOB)' of what may change")));
    }

    /// Whether the persona may see what no key knows of: the network, or what other programs serve.
    static boolean reachesOut(Persona persona) {
        return OUTSIDE.stream().anyMatch(tool -> mayUse(persona.permissions(), tool));
    }

    private static boolean mayUse(Permissions permissions, String tool) {
        return permissions.allow().stream().anyMatch(rule -> isFor(rule, tool)) && !isDenied(permissions, tool);
    }

    private static boolean isDenied(Permissions permissions, String tool) {
        return permissions.deny().stream()
                .anyMatch(rule -> isFor(rule, tool) && rule.pattern().equals(ALL));
    }

    private static boolean isFor(Rule rule, String tool) {
        return rule.tool().equals(tool);
    }
}
