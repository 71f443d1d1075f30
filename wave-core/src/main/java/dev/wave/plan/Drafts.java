package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.model.ArtifactName;
import dev.wave.model.Contract;
import dev.wave.model.Format;
import dev.wave.model.Named;
import dev.wave.model.Output;
import dev.wave.model.Pipeline;
import dev.wave.model.Step;
import dev.wave.plan.StepDraft.OutputDraft;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps of a pipeline under way: found by id, with what they produce and the dependencies they declare.
final class Drafts {
    final List<StepDraft> steps = new ArrayList<>();
    private final Map<String, StepDraft> byId = new LinkedHashMap<>();
    private final List<Diagnostic> problems;

    Drafts(Pipeline pipeline, List<Diagnostic> problems) {
        this.problems = problems;
        for (var step : pipeline.steps()) {
            add(step);
        }
        steps.forEach(this::addDependencies);
    }

    Optional<StepDraft> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }

    /// What else it could have been, for a name that is no step's.
    Diagnostic unknownStep(Named name) {
        return new Diagnostic(
                Code.E_UNKNOWN_STEP,
                name.place(),
                "there is no step '" + name.name() + "'",
                Nearest.question(name.name(), byId.keySet()).or(this::listed));
    }

    private Optional<String> listed() {
        return byId.size() > 12
                ? Optional.empty()
                : Optional.of("the steps are "
                        + Listing.of(steps.stream().map(StepDraft::toString).toList()));
    }

    private void add(Step step) {
        var draft = new StepDraft(step, steps.size());
        var before = byId.putIfAbsent(step.id().value(), draft);
        if (before != null) {
            problems.add(Diagnostic.of(
                    Code.E_DUPLICATE,
                    step.place(),
                    "the step '" + step.id() + "' is defined twice; first at " + before.step.place()));
            return;
        }
        steps.add(draft);
        step.outputs().forEach(output -> addOutput(draft, output));
        if (step.outputs().isEmpty() && hasSchemaOfItsOwn(step)) {
            addOutput(draft, defaultDeliverable(step));
        }
    }

    private void addOutput(StepDraft draft, Output output) {
        var before = draft.outputs.putIfAbsent(output.name().value(), new OutputDraft(draft, output));
        if (before != null) {
            problems.add(Diagnostic.of(
                    Code.E_DUPLICATE,
                    output.place(),
                    "the step '" + draft + "' produces '" + output.name() + "' twice",
                    "an artifact stands in 'artifacts' or in 'deliverables', once"));
        }
    }

    private static boolean hasSchemaOfItsOwn(Step step) {
        return step.contracts().stream()
                .anyMatch(handover -> handover.contract() instanceof Contract.JsonSchema(var _, var source)
                        && source.map(Named::name)
                                .orElse(step.id().value())
                                .equals(step.id().value()));
    }

    /// What a step that declares no output has to produce for its JSON Schema.
    private static Output defaultDeliverable(Step step) {
        return new Output(
                new ArtifactName(step.id().value()),
                step.place(),
                true,
                Format.JSON,
                Optional.empty(),
                "",
                Optional.empty());
    }

    private void addDependencies(StepDraft draft) {
        var seen = new HashSet<String>();
        for (var name : draft.step.dependencies()) {
            var dependency = byId(name.name());
            if (dependency.isEmpty()) {
                problems.add(unknownStep(name));
            } else if (seen.add(name.name())) {
                draft.declared.add(dependency.get());
            }
        }
    }
}
