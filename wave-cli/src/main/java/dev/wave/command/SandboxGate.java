package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.Permissions;
import dev.wave.model.SandboxMode;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Level;
import dev.wave.sandbox.Enforcement;
import dev.wave.sandbox.Enforcement.Guard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the steps of a plan want of the sandbox, against what this machine has.
final class SandboxGate {
    private final Enforcement enforcement;
    private final Console console;
    private final Keepers keepers;

    SandboxGate(Enforcement enforcement, Console console) {
        this.enforcement = enforcement;
        this.console = console;
        keepers = new Keepers(enforcement);
    }

    /// Ends the command if a step requires what is not here, or has permissions that nothing would keep; says
    /// so if steps run without a sandbox that would have taken one.
    void pass(Plan plan) {
        refuseUnmet(plan);
        refuseUnkept(plan);
        var missing = missing();
        if (!missing.isEmpty() && plan.steps().stream().anyMatch(step -> step.sandbox() == SandboxMode.AUTO)) {
            console.note("no sandbox: " + missing + "\nsteps run at level open: nothing keeps them from the rest of"
                    + " this machine");
        }
        tellUnlimited(plan);
    }

    /// Says what is kept here, by what, and of whom; for a plan, which says what is asked for.
    void tell(List<PlannedStep> steps) {
        console.note("sandbox: " + kept());
        keepers.of(steps).stream()
                .map(kept -> "  " + kept.who() + ": " + kept.says())
                .distinct()
                .forEach(console::note);
    }

    private String kept() {
        var kept = new LinkedHashMap<String, List<String>>();
        var not = new LinkedHashMap<String, List<String>>();
        enforcement.all().forEach((what, guard) -> {
            switch (guard) {
                case Guard.Kept(var by) ->
                    kept.computeIfAbsent(by, _ -> new ArrayList<>()).add(what);
                case Guard.NotKept(var why, var _) ->
                    not.computeIfAbsent(why, _ -> new ArrayList<>()).add(what);
            }
        });
        return (kept.isEmpty() ? "none" : joined(kept, "by"))
                + (not.isEmpty() ? "" : "; not kept: " + joined(not, "–"));
    }

    private static String joined(SequencedMap<String, List<String>> whats, String word) {
        return whats.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + " " + word + " " + each.getKey())
                .collect(Collectors.joining("; "));
    }

    private void tellUnlimited(Plan plan) {
        var isKept = enforcement.memory() instanceof Guard.Kept;
        var open = names(
                plan,
                step -> step.limits().resources().memoryBytes().isPresent() && (!isKept || level(step) == Level.OPEN));
        if (!open.isEmpty()) {
            console.note("memory_limit is not kept for " + String.join(", ", open)
                    + (enforcement.memory() instanceof Guard.NotKept(var why, var _) ? ": " + why : ": no sandbox"));
        }
    }

    /// The level that a step's result will have.
    Level level(PlannedStep step) {
        return keepers.level(step);
    }

    private void refuseUnmet(Plan plan) {
        var required = names(plan, step -> step.sandbox() == SandboxMode.REQUIRED);
        if (!required.isEmpty() && !missing().isEmpty()) {
            throw CommandProblem.failed("steps require a sandbox, and there is none here: "
                    + String.join(", ", required)
                    + "\n" + missing()
                    + "\nnothing was run; `sandbox: auto` runs them at level open, without one");
        }
    }

    private void refuseUnkept(Plan plan) {
        var open = names(
                plan,
                step -> level(step) == Level.OPEN
                        && step.sandbox() == SandboxMode.NONE
                        && step.action() instanceof PlannedAction.Ask ask
                        && ask.persona().permissions().isBashLoophole());
        if (!open.isEmpty()) {
            throw new CommandProblem(
                    ExitCode.INVALID,
                    "steps deny writing but allow any shell command, and without a sandbox shell commands can write: "
                            + String.join(", ", open)
                            + "\nleave `--sandbox none` away, deny Bash, or write 'acknowledge: ["
                            + Permissions.Risk.BASH_WRITES.text() + "]' under 'permissions'");
        }
    }

    /// Why there is no sandbox, and what to do; empty if there is one.
    private String missing() {
        return enforcement.level() == Level.OPEN && enforcement.files() instanceof Guard.NotKept(var why, var fix)
                ? why + (fix.isEmpty() ? "" : "\nfix: " + fix)
                : "";
    }

    private static List<String> names(Plan plan, Predicate<PlannedStep> which) {
        return plan.steps().stream()
                .filter(which)
                .map(step -> step.id().value())
                .toList();
    }
}
