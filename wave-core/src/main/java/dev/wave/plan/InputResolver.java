package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.model.ArtifactName;
import dev.wave.model.Input;
import dev.wave.model.Named;
import dev.wave.plan.StepDraft.InputDraft;
import dev.wave.plan.StepDraft.OutputDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds for every input the artifact that it means, and learns from it: what a producer must produce, and
/// what a step waits for.
final class InputResolver {
    private final Drafts drafts;
    private final ArtifactIndex artifacts;
    private final Ancestors ancestors;
    private final List<Diagnostic> problems;

    InputResolver(Drafts drafts, ArtifactIndex artifacts, Ancestors ancestors, List<Diagnostic> problems) {
        this.drafts = drafts;
        this.artifacts = artifacts;
        this.ancestors = ancestors;
        this.problems = problems;
    }

    void resolve(StepDraft step) {
        step.step
                .inputs()
                .ifPresentOrElse(inputs -> inputs.forEach(input -> resolve(step, input)), () -> takeAll(step));
        reportClashes(step);
    }

    /// Inputs left out: everything the direct dependencies produce.
    private static void takeAll(StepDraft step) {
        for (var dependency : step.declared) {
            for (var output : dependency.outputs.values()) {
                step.inputs.add(new InputDraft(output.name, output, false, true, false, false, Optional.empty()));
            }
        }
    }

    private void resolve(StepDraft step, Input input) {
        switch (new InputSearch(drafts, artifacts, ancestors, step).find(input)) {
            case InputSearch.Found.Wrong(var problem) -> problems.add(problem);
            case InputSearch.Found.Artifacts(var outputs, var byWord) -> {
                (input.as().isPresent() ? outputs.subList(0, 1) : outputs)
                        .forEach(output -> take(step, input, output, byWord));
                if (byWord) {
                    warnOfWord(input, outputs.getFirst());
                }
                if (input.as().isPresent() && outputs.size() > 1) {
                    problems.add(Diagnostic.of(
                            Code.E_CONFLICT,
                            input.place(),
                            "'as' names one artifact, and the step '" + input.artifact() + "' produces "
                                    + outputs.size(),
                            "list them one by one: " + input.artifact() + "." + outputs.getFirst().name + ", …"));
                }
            }
        }
    }

    private void take(StepDraft step, Input input, OutputDraft output, boolean byWord) {
        step.inputs.add(new InputDraft(
                input.as().orElse(output.name),
                output,
                true,
                input.optional(),
                input.inline(),
                byWord,
                input.schema()));
        output.required |= !input.optional();
        if (!ancestors.isBefore(output.producer, step) && !step.cut.contains(output.producer)) {
            step.inferred.putIfAbsent(output.producer, new StepDraft.Cause(input.artifact(), input.place()));
        }
        if (!input.optional() && output.producer.step.when().isPresent()) {
            problems.add(Diagnostic.of(
                    Code.E_INPUT_MAY_BE_SKIPPED,
                    input.place(),
                    "'" + output.name + "' may never exist: the step '" + output.producer + "' has a 'when' and may be"
                            + " skipped",
                    "write {artifact: " + output.ref() + ", optional: true}"));
        }
        if (input.inline() && !output.format.isText()) {
            problems.add(Diagnostic.of(
                    Code.E_VALUE,
                    input.place(),
                    "'" + output.name + "' cannot stand in the task text: its format is " + output.format.text(),
                    "leave 'inline' out; the step reads it at .wave/in/" + output.name));
        }
    }

    private void warnOfWord(Input input, OutputDraft output) {
        problems.add(Diagnostic.of(
                Code.W_INPUT_BY_WORD,
                input.place(),
                "no artifact is called '" + input.artifact() + "'; '" + output.name + "' of step '" + output.producer
                        + "' is taken, because of one of its words",
                "write '" + output.name + "'"));
    }

    private void reportClashes(StepDraft step) {
        Map<ArtifactName, InputDraft> byName = new HashMap<>();
        var told = new ArrayList<ArtifactName>();
        for (var input : step.inputs) {
            var before = byName.putIfAbsent(input.name(), input);
            if (before != null && !told.contains(input.name())) {
                told.add(input.name());
                problems.add(clash(step, before, input));
            }
        }
    }

    private static Diagnostic clash(StepDraft step, InputDraft before, InputDraft input) {
        var place = placeOfInputs(step, input);
        return before.source() == input.source()
                ? Diagnostic.of(Code.E_DUPLICATE, place, "the input '" + input.name() + "' is listed twice")
                : Diagnostic.of(
                        Code.E_AMBIGUOUS_INPUT,
                        place,
                        "two inputs of step '" + step + "' are called '" + input.name() + "': "
                                + before.source().ref() + " and "
                                + input.source().ref(),
                        "give one another name: {artifact: " + input.source().ref() + ", as: NAME}");
    }

    /// Where the author could name the input: at it, or at the dependency it came with.
    private static Place placeOfInputs(StepDraft step, InputDraft clashing) {
        var producer = clashing.source().producer.id().value();
        return step.step
                .inputs()
                .flatMap(inputs -> inputs.stream()
                        .filter(input -> meant(input, clashing))
                        .reduce((_, last) -> last)
                        .map(Input::place))
                .or(() -> step.step.dependencies().stream()
                        .filter(name -> name.name().equals(producer))
                        .map(Named::place)
                        .findFirst())
                .orElse(step.step.place());
    }

    private static boolean meant(Input input, InputDraft clashing) {
        var source = clashing.source();
        return input.as().map(name -> name.equals(clashing.name())).orElse(false)
                || input.artifact().equals(source.name.value())
                || input.artifact().equals(source.ref().toString())
                || input.artifact().equals(source.producer.id().value())
                || (clashing.byWord() && source.name.value().contains(input.artifact()));
    }
}
