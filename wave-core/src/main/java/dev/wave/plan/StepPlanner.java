package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.expression.Template;
import dev.wave.model.Action;
import dev.wave.model.CacheMode;
import dev.wave.model.Network;
import dev.wave.model.Persona;
import dev.wave.model.Project;
import dev.wave.model.SandboxMode;
import dev.wave.plan.StepDraft.InputDraft;
import dev.wave.plan.StepDraft.OutputDraft;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the planned step of a draft all of whose names are resolved.
final class StepPlanner {
    private final StepDraft draft;
    private final Project project;
    private final AgentPlanner agents;
    private final SchemaReader schemas;
    private final TextPlanner texts;
    private final List<Diagnostic> problems;

    StepPlanner(
            StepDraft draft,
            Project project,
            AgentPlanner agents,
            SchemaReader schemas,
            TextPlanner texts,
            List<Diagnostic> problems) {
        this.draft = draft;
        this.project = project;
        this.agents = agents;
        this.schemas = schemas;
        this.texts = texts;
        this.problems = problems;
    }

    /// The step; empty if nobody could do it, which is reported. Everything else of it is checked all the
    /// same.
    ///
    /// @param positions where each step stands in the plan, by its index
    Optional<PlannedStep> plan(int[] positions) {
        var step = draft.step;
        var who = who();
        var outputs = draft.outputs.values().stream().map(this::output).toList();
        var contracts = new ContractPlanner(draft, schemas, problems).plan(texts);
        var env = texts.env(draft);
        var when = step.when().flatMap(texts::condition);
        var inputs = draft.inputs.stream().map(this::input).toList();
        var secretUses = new SecretUses(project, problems);
        var secrets = secretUses.of(step);
        who.ifPresent(found -> secretUses.refuseSetBy(found.action, step));
        return who.map(found -> checked(new PlannedStep(
                step.id(),
                found.action,
                dependencies(positions),
                inputs,
                outputs,
                contracts,
                when,
                step.limits(),
                step.retry(),
                step.workspace(),
                step.sources(),
                found.writes,
                step.cache().orElse(secrets.isEmpty() ? CacheMode.AUTO : new CacheMode.Never()),
                step.optional(),
                env,
                found.sandbox,
                secrets,
                network(found.action).and(step.network()))));
    }

    /// What the author wrote about reuse has to have an effect.
    private PlannedStep checked(PlannedStep step) {
        if (step.cache() instanceof CacheMode.Ttl || step.cache() instanceof CacheMode.Samples) {
            Reuse.whyNever(step)
                    .ifPresent(reason -> problems.add(Diagnostic.of(
                            Code.E_CONFLICT,
                            draft.step.place(),
                            "'cache' of the step '" + step.id()
                                    + "' has no effect: no other run uses its result, since " + reason,
                            "remove 'cache', or what keeps others from using it")));
        }
        return step;
    }

    /// What is done, and what that means for the workspace.
    private record Who(PlannedAction action, List<String> writes, SandboxMode sandbox) {}

    private Optional<Who> who() {
        return switch (draft.step.action()) {
            case Action.Run(var command) ->
                Optional.of(new Who(
                        new PlannedAction.Run(texts.command(command, "run")),
                        PlannedStep.WHOLE_TREE,
                        sandbox(Optional.empty())));
            case Action.Ask ask -> {
                var task = ask.task().map(texts::template);
                yield agents.persona(draft.step, ask).flatMap(persona -> asked(persona, task));
            }
        };
    }

    private Optional<Who> asked(Persona defined, Optional<Template> task) {
        var grants = new Grants(problems);
        var persona = grants.narrowed(draft.step, defined);
        grants.warnOfExceptions(draft.step, defined);
        var sandbox = sandbox(persona.sandbox());
        return agents.adapter(draft.step, defined)
                .map(adapter -> new Who(
                        new PlannedAction.Ask(
                                persona,
                                adapter,
                                agents.version(adapter),
                                agents.model(draft.step, persona, adapter),
                                task.orElseGet(() -> Template.literal(FixedTask.of(persona, draft)))),
                        Grants.writes(persona),
                        sandbox));
    }

    /// What the persona may reach; a command has none.
    private static Network network(PlannedAction action) {
        return switch (action) {
            case PlannedAction.Ask ask -> Network.of(ask.persona().permissions());
            case PlannedAction.Run _ -> Network.NONE;
        };
    }

    private SandboxMode sandbox(Optional<SandboxMode> ofPersona) {
        return draft.step
                .sandbox()
                .or(() -> ofPersona)
                .or(() -> project.defaults().sandbox())
                .orElse(SandboxMode.AUTO);
    }

    /// In plan order. Only a step all of whose inputs are optional may fail without this one being skipped.
    private List<PlannedStep.Dependency> dependencies(int[] positions) {
        Set<StepDraft> named = new HashSet<>();
        Map<StepDraft, Boolean> allOptional = new HashMap<>();
        for (var input : draft.inputs) {
            if (input.named()) {
                named.add(input.source().producer);
                allOptional.merge(input.source().producer, input.optional(), Boolean::logicalAnd);
            }
        }
        return draft.dependencies().stream()
                .sorted((one, other) -> Integer.compare(positions[one.index], positions[other.index]))
                .map(dependency -> new PlannedStep.Dependency(
                        dependency.id(),
                        !named.contains(dependency) || !allOptional.getOrDefault(dependency, false),
                        draft.inferred.containsKey(dependency)))
                .toList();
    }

    private PlannedInput input(InputDraft input) {
        var source = input.source();
        return new PlannedInput(
                input.name(),
                source.ref(),
                source.format,
                source.description,
                input.named() ? input.optional() : !source.required,
                input.inline(),
                input.byWord(),
                input.schema().flatMap(schemas::read));
    }

    private PlannedOutput output(OutputDraft output) {
        return new PlannedOutput(
                output.name,
                output.required,
                output.format,
                output.path.map(texts::template),
                output.description,
                output.schema.flatMap(schemas::read));
    }
}
