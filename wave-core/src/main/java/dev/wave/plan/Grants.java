package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.model.Permissions;
import dev.wave.model.Permissions.Rule;
import dev.wave.model.Persona;
import dev.wave.model.SandboxMode;
import dev.wave.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What a persona may do in a step: its own permissions, narrowed by the step's.
final class Grants {
    private static final String ALL = "*";
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
            if (own.allow().stream().noneMatch(allowed -> covers(allowed, rule))) {
                problems.add(Diagnostic.of(
                        Code.E_PERMISSION,
                        step.place(),
                        "the step '" + step.id() + "' wants " + rule + ", which its persona '" + persona.name()
                                + "' may not",
                        "a step may only narrow permissions; allow it in the persona, or use another persona"));
            }
        }
        var denied = new LinkedHashSet<>(own.deny());
        denied.addAll(wanted.deny());
        var allowed = wanted.allow().isEmpty() ? own.allow() : wanted.allow();
        return new Persona(
                persona.name(),
                persona.place(),
                persona.description(),
                persona.prompt(),
                persona.adapter(),
                persona.model(),
                new Permissions(allowed, new ArrayList<>(denied)),
                persona.sandbox());
    }

    /// Refuses what only a sandbox could enforce where there is to be none.
    void checkSandbox(Step step, Persona persona, SandboxMode sandbox) {
        var permissions = persona.permissions();
        if (sandbox == SandboxMode.NONE
                && isDenied(permissions, "Write")
                && !isDenied(permissions, "Bash")
                && permissions.allow().contains(new Rule("Bash", ALL))) {
            problems.add(Diagnostic.of(
                    Code.E_PERMISSION,
                    step.place(),
                    "the persona '" + persona.name() + "' may run commands and not write, and without a sandbox"
                            + " nothing keeps a command from writing",
                    "use 'sandbox: auto', deny Bash too, or allow only what it needs, as in \"Bash(git log*)\""));
        }
    }

    /// Whether the persona may change files of its tree.
    static boolean isWriter(Persona persona) {
        return mayUse(persona.permissions(), "Write") || mayUse(persona.permissions(), "Edit");
    }

    private static boolean mayUse(Permissions permissions, String tool) {
        return permissions.allow().stream().anyMatch(rule -> isFor(rule, tool)) && !isDenied(permissions, tool);
    }

    private static boolean isDenied(Permissions permissions, String tool) {
        return permissions.deny().stream()
                .anyMatch(rule -> isFor(rule, tool) && rule.pattern().equals(ALL));
    }

    private static boolean isFor(Rule rule, String tool) {
        return rule.tool().equals(tool) || rule.tool().equals(ALL);
    }

    /// Whether one rule allows all that another does, as far as patterns can be compared: equal ones, and a
    /// text followed by a star.
    private static boolean covers(Rule allowed, Rule wanted) {
        if (!isFor(allowed, wanted.tool())) {
            return false;
        }
        var pattern = allowed.pattern();
        return pattern.equals(ALL)
                || pattern.equals(wanted.pattern())
                || prefix(pattern).filter(wanted.pattern()::startsWith).isPresent();
    }

    /// The text before a star that ends the pattern and is its only one; `**` at the end counts as one. A
    /// text that ends in `*` alone does not reach into folders, so only commands are compared that way.
    private static Optional<String> prefix(String pattern) {
        var text = pattern.endsWith("**") ? pattern.substring(0, pattern.length() - 2) : oneStar(pattern);
        return text.isEmpty() || text.contains(ALL) || text.contains("?") || text.contains("[") || text.contains("{")
                ? Optional.empty()
                : Optional.of(text);
    }

    private static String oneStar(String pattern) {
        return pattern.endsWith(ALL) && !pattern.contains("/") ? pattern.substring(0, pattern.length() - 1) : "";
    }
}
