package dev.wave.command;

import dev.wave.model.SandboxMode;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;

/// What a command line says over what a pipeline says. Policy only, but for the sandbox, which is part of
/// keys.
final class Overrides {

    private Overrides() {}

    static Plan of(Plan plan, int maxParallel, boolean failFast) {
        return new Plan(
                plan.pipeline(),
                plan.version(),
                plan.description(),
                plan.params(),
                plan.arguments(),
                plan.input(),
                maxParallel,
                failFast,
                plan.steps(),
                plan.outputs());
    }

    static Plan sandboxed(Plan plan, SandboxMode mode) {
        return new Plan(
                plan.pipeline(),
                plan.version(),
                plan.description(),
                plan.params(),
                plan.arguments(),
                plan.input(),
                plan.maxParallel(),
                plan.failFast(),
                plan.steps().stream().map(step -> sandboxed(step, mode)).toList(),
                plan.outputs());
    }

    private static PlannedStep sandboxed(PlannedStep step, SandboxMode mode) {
        return new PlannedStep(
                step.id(),
                step.action(),
                step.dependencies(),
                step.inputs(),
                step.outputs(),
                step.contracts(),
                step.when(),
                step.limits(),
                step.retry(),
                step.workspace(),
                step.sources(),
                step.writes(),
                step.cache(),
                step.optional(),
                step.env(),
                mode,
                step.secrets(),
                step.network());
    }
}
