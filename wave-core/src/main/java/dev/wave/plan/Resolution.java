package dev.wave.plan;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.model.Named;
import dev.wave.model.Param;
import dev.wave.model.ParamName;
import dev.wave.model.Pipeline;
import dev.wave.model.Project;
import dev.wave.plan.StepDraft.OutputDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One resolving of one pipeline, pass by pass. A pass sees what the ones before it learned; all report into
/// one list, and none stops the next.
final class Resolution {

    /// The most steps of one pipeline: who comes before whom is kept for each pair.
    static final int MOST_STEPS = 20_000;

    private final Pipeline pipeline;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final AgentPlanner agents;
    private final SchemaReader schemas;
    private final InputUses inputUses = new InputUses();
    private final Project project;
    private final Surroundings surroundings;

    Resolution(Project project, Pipeline pipeline, Surroundings surroundings) {
        this.project = project;
        this.pipeline = pipeline;
        this.surroundings = surroundings;
        agents = new AgentPlanner(project, surroundings, problems);
        schemas = new SchemaReader(project, problems);
    }

    Checked<Outline> outline() {
        if (pipeline.steps().size() > MOST_STEPS) {
            return new Checked.Invalid<>(List.of(Diagnostic.of(
                    Code.E_VALUE,
                    pipeline.place(),
                    "a pipeline has at most " + MOST_STEPS + " steps, and this one has "
                            + pipeline.steps().size())));
        }
        var params = new ParamFinder(pipeline, surroundings.flags(), problems).find();
        var drafts = new Drafts(pipeline, problems);
        Cycles.breakDeclared(drafts.steps, problems);
        var ancestors = new Ancestors(drafts.steps);
        drafts.steps.forEach(step -> new ContractPlanner(step, schemas, problems).settleFormats());
        var artifacts = new ArtifactIndex(drafts.steps);
        var inputs = new InputResolver(drafts, artifacts, ancestors, problems);
        drafts.steps.forEach(inputs::resolve);
        var outputs = outputs(drafts, artifacts);
        var ordered = Ordering.of(drafts.steps, StepDraft::dependencies);
        if (ordered.size() < drafts.steps.size()) {
            Cycles.reportInferred(drafts.steps, problems);
        }
        var planned = steps(drafts, ordered, ancestors, params);
        agents.reportMissingAgent();
        return Checked.of(outline(params, planned, outputs), problems);
    }

    private Outline outline(
            SequencedMap<ParamName, Param> params, List<PlannedStep> steps, SequencedMap<String, ArtifactRef> outputs) {
        return new Outline(
                pipeline.name(),
                pipeline.version(),
                pipeline.description(),
                params,
                inputUses.use(),
                pipeline.maxParallel(),
                pipeline.failFast(),
                steps,
                outputs,
                schemas.used(),
                unfilled(params));
    }

    private Optional<Outline.Unfilled> unfilled(SequencedMap<ParamName, Param> params) {
        return FilledNames.areNeeded(pipeline)
                ? Optional.of(new Outline.Unfilled(
                        project, pipeline.with(params, pipeline.steps(), pipeline.outputs()), surroundings))
                : Optional.empty();
    }

    /// The steps of a broken order are planned as well, in the author's order: what else is wrong is told.
    private List<PlannedStep> steps(
            Drafts drafts, List<StepDraft> ordered, Ancestors ancestors, SequencedMap<ParamName, Param> params) {
        var steps = ordered.size() < drafts.steps.size() ? drafts.steps : ordered;
        var positions = new int[drafts.steps.size()];
        for (var i = 0; i < steps.size(); i++) {
            positions[steps.get(i).index] = i;
        }
        var planned = new ArrayList<PlannedStep>(steps.size());
        for (var step : steps) {
            var references = new ReferenceCheck(step, drafts, ancestors, params, inputUses, problems);
            var texts = new TextPlanner(params, references, problems);
            new StepPlanner(step, project, agents, schemas, texts, problems)
                    .plan(positions)
                    .ifPresent(planned::add);
        }
        return planned;
    }

    /// What the pipeline promises under a name of its own, its producer has to produce.
    private SequencedMap<String, ArtifactRef> outputs(Drafts drafts, ArtifactIndex artifacts) {
        var outputs = new LinkedHashMap<String, ArtifactRef>();
        pipeline.outputs()
                .forEach((name, source) -> output(source, drafts, artifacts).ifPresent(output -> {
                    output.required = true;
                    outputs.put(name, output.ref());
                }));
        return outputs;
    }

    private Optional<OutputDraft> output(Named source, Drafts drafts, ArtifactIndex artifacts) {
        var name = source.name();
        var dot = name.indexOf('.');
        var step = drafts.byId(dot < 0 ? name : name.substring(0, dot));
        var found = step.isEmpty()
                ? artifacts.named(name, _ -> true)
                : dot < 0
                        ? List.copyOf(step.get().outputs.values())
                        : Optional.ofNullable(step.get().outputs.get(name.substring(dot + 1))).stream()
                                .toList();
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        problems.add(
                found.isEmpty()
                        ? new Diagnostic(
                                Code.E_UNKNOWN_INPUT,
                                source.place(),
                                "no step produces '" + name + "'",
                                Nearest.question(name, artifacts.names()))
                        : Diagnostic.of(
                                Code.E_AMBIGUOUS_INPUT,
                                source.place(),
                                "'" + name + "' could be "
                                        + Listing.of(found.stream()
                                                .map(output -> output.ref().toString())
                                                .toList()),
                                "write '" + found.getFirst().ref() + "' or another of them"));
        return Optional.empty();
    }
}
