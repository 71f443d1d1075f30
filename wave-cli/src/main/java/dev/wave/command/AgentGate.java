package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.engine.Report.Preparation;
import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.model.StepId;
import dev.wave.plan.AgentCheck;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.run.RunEvent.SkipReason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// Lets a run start only where the agents it would ask are: before it has cost anything. A step whose result
/// is stored needs no agent.
final class AgentGate {
    private final Tools tools;
    private final OpenProject project;
    private final Project model;

    AgentGate(Tools tools, OpenProject project, Project model) {
        this.tools = tools;
        this.project = project;
        this.model = model;
    }

    /// Returns if a new run can be worked on; ends the command with all that is missing if not.
    ///
    /// @param selection the steps it is about; empty for all
    /// @param fresh steps whose stored results do not count
    void pass(Plan plan, List<StepId> selection, List<StepId> fresh, boolean committed) throws InterruptedException {
        var wanted = plan.steps().stream()
                .filter(step -> selection.isEmpty() || selection.contains(step.id()))
                .toList();
        if (!missing(plan.pipeline(), wanted).isEmpty()) {
            var stored = stored(plan, withAllAfter(plan, fresh), committed);
            refuse(missing(
                    plan.pipeline(),
                    wanted.stream().filter(step -> !stored.contains(step.id())).toList()));
        }
    }

    /// Returns if a run can be gone on with; ends the command if not.
    void pass(RunState state) {
        refuse(missing(
                state.plan().pipeline(),
                state.plan().steps().stream()
                        .filter(step -> isOpen(state.step(step.id())))
                        .toList()));
    }

    /// Says what a run would be refused for.
    void warn(PipelineName pipeline, List<PlannedStep> steps) {
        missing(pipeline, steps)
                .forEach(problem -> tools.console()
                        .note(problem.message() + "; `wave run` would refuse"
                                + problem.fix().map(fix -> "\n" + fix).orElse("")));
    }

    private List<Diagnostic> missing(PipelineName pipeline, List<PlannedStep> steps) {
        return new AgentCheck(model, pipeline, tools.surroundings(project)).missing(steps);
    }

    private void refuse(List<Diagnostic> missing) {
        project.orStop(Checked.of(model, missing), tools.console());
    }

    /// The steps that a run would not work on: their results are there, or they are not wanted.
    private SequencedSet<StepId> stored(Plan plan, SequencedSet<StepId> fresh, boolean committed)
            throws InterruptedException {
        try (var stores = tools.stores(project)) {
            var stored = new LinkedHashSet<StepId>();
            new Forecasts(tools, project, stores, plan)
                    .now(model.name(), committed).found().entrySet().stream()
                            .filter(found -> isDone(found.getValue()))
                            .map(Map.Entry::getKey)
                            .filter(step -> !fresh.contains(step))
                            .forEach(stored::add);
            return stored;
        }
    }

    private static boolean isDone(Preparation preparation) {
        return switch (preparation) {
            case Preparation.Reused _, Preparation.NotWanted _ -> true;
            case Preparation.Ready _, Preparation.Failed _ -> false;
        };
    }

    private static SequencedSet<StepId> withAllAfter(Plan plan, List<StepId> first) {
        var after = new LinkedHashSet<>(first);
        for (var step : plan.steps()) {
            if (step.dependencies().stream().anyMatch(dependency -> after.contains(dependency.step()))) {
                after.add(step.id());
            }
        }
        return after;
    }

    private static boolean isOpen(StepState state) {
        return switch (state) {
            case StepState.Succeeded _ -> false;
            case StepState.Skipped(var reason, var _) ->
                switch (reason) {
                    case SkipReason.Condition _, SkipReason.NotSelected _ -> false;
                    case SkipReason.Needs _, SkipReason.Stopped _ -> true;
                };
            case StepState.Failed _, StepState.Open _ -> true;
        };
    }
}
