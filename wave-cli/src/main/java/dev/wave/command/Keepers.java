package dev.wave.command;

import dev.wave.model.Permissions;
import dev.wave.model.Permissions.Rule;
import dev.wave.model.PersonaName;
import dev.wave.model.SandboxMode;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Level;
import dev.wave.sandbox.Enforcement;
import dev.wave.workspace.WriteScope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What keeps each persona to what it may do, on this machine: the sandbox, a look afterwards, the agent's own
/// program, or nothing.
final class Keepers {
    private static final List<String> READERS = List.of("Read", "Grep", "Glob");

    private final Enforcement enforcement;

    Keepers(Enforcement enforcement) {
        this.enforcement = enforcement;
    }

    /// One who acts.
    ///
    /// @param persona none for steps that run a command
    /// @param mode what its steps want of the sandbox
    /// @param says what it may do, each with what keeps it
    record Kept(Optional<PersonaName> persona, SandboxMode mode, boolean isOpen, String says) {

        String who() {
            return persona.map(PersonaName::value).orElse("commands");
        }

        String what() {
            return persona.map(name -> "persona " + name.value()).orElse("commands");
        }
    }

    /// A persona has several if its steps narrow what it may do.
    List<Kept> of(List<PlannedStep> steps) {
        return steps.stream().map(this::of).distinct().toList();
    }

    private Kept of(PlannedStep step) {
        var isOpen = level(step) == Level.OPEN;
        var files = isOpen ? openly(step) : sandboxed(step);
        return switch (step.action()) {
            case PlannedAction.Run _ -> new Kept(Optional.empty(), step.sandbox(), isOpen, files);
            case PlannedAction.Ask ask ->
                new Kept(Optional.of(ask.persona().name()), step.sandbox(), isOpen, files + left(ask));
        };
    }

    /// The level that a step's result will have.
    Level level(PlannedStep step) {
        return step.sandbox() == SandboxMode.NONE ? Level.OPEN : enforcement.level();
    }

    private static String openly(PlannedStep step) {
        return changes(step) + ", kept by nothing"
                + (step.writable() && !step.isNarrow() ? "" : " but a look afterwards");
    }

    private static String sandboxed(PlannedStep step) {
        var scope = new WriteScope(step.writes());
        var hosts = step.reach().isNone() ? "" : ", reaches " + step.reach();
        if (!step.isNarrow() || scope.isFolders()) {
            return changes(step) + hosts + ", kept in the sandbox";
        }
        var folders = scope.folders().isEmpty() ? "its files" : String.join(", ", scope.folders());
        return "may change " + folders + hosts + ", kept in the sandbox; of that only "
                + String.join(", ", step.writes()) + ", found afterwards";
    }

    private static String changes(PlannedStep step) {
        return !step.writable()
                ? "changes no files"
                : "may change " + (step.isNarrow() ? String.join(", ", step.writes()) : "its files");
    }

    /// What no system knows of.
    private static String left(PlannedAction.Ask ask) {
        var permissions = ask.persona().permissions();
        var unkept = permissions.allow().stream()
                .filter(Keepers::narrowsReading)
                .map(Rule::toString)
                .collect(Collectors.joining(", "));
        return "; left to " + ask.adapter().name() + ": its tools"
                + patterns(permissions).map(rule -> ", " + rule).collect(Collectors.joining())
                + (unkept.isEmpty() ? "" : "; kept by nothing: " + unkept);
    }

    /// Those that only the agent's program can keep, if anybody.
    private static Stream<String> patterns(Permissions permissions) {
        return Stream.concat(
                permissions.allow().stream()
                        .filter(rule -> !rule.pattern().equals("*"))
                        .filter(rule -> !List.of("Write", "Edit", "Network").contains(rule.tool()))
                        .filter(rule -> !narrowsReading(rule))
                        .map(Rule::toString),
                permissions.deny().stream()
                        .filter(rule -> !rule.pattern().equals("*"))
                        .filter(rule -> !rule.tool().equals("Network"))
                        .map(rule -> "no " + rule));
    }

    /// Programs of agents read all of their folder or nothing of it.
    private static boolean narrowsReading(Rule rule) {
        return READERS.contains(rule.tool()) && !rule.pattern().equals("*");
    }
}
