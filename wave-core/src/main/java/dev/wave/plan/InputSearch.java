package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.model.Input;
import dev.wave.model.Named;
import dev.wave.plan.StepDraft.OutputDraft;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// What an input of one step means: an artifact of that name among all steps before it, `step.artifact`, a
/// step, an artifact of that name anywhere, or the one artifact with that word. Two candidates are an error,
/// never the first of them.
final class InputSearch {
    private final Drafts drafts;
    private final ArtifactIndex artifacts;
    private final Ancestors ancestors;
    private final StepDraft step;

    InputSearch(Drafts drafts, ArtifactIndex artifacts, Ancestors ancestors, StepDraft step) {
        this.drafts = drafts;
        this.artifacts = artifacts;
        this.ancestors = ancestors;
        this.step = step;
    }

    /// What was found.
    sealed interface Found {

        /// At least one; several only if a step is named.
        record Artifacts(List<OutputDraft> outputs, boolean byWord) implements Found {}

        record Wrong(Diagnostic problem) implements Found {}
    }

    Found find(Input input) {
        return input.from().isPresent() ? inStep(input, input.from().get()) : byName(input);
    }

    private Found byName(Input input) {
        var name = input.artifact();
        var before = artifacts.named(name, ancestors.of(step));
        if (!before.isEmpty()) {
            return theOne(input, before, false);
        }
        var dot = name.indexOf('.');
        var qualified = dot < 0 ? Optional.<StepDraft>empty() : drafts.byId(name.substring(0, dot));
        if (qualified.isPresent()) {
            return ofStep(input, qualified.get(), name.substring(dot + 1));
        }
        var whole = drafts.byId(name);
        if (whole.isPresent()) {
            return all(input, whole.get());
        }
        var elsewhere = artifacts.named(name, producer -> producer != step);
        var byWord = artifacts.withWord(name, ancestors.of(step));
        if (!elsewhere.isEmpty()) {
            var candidates = new ArrayList<>(elsewhere);
            candidates.addAll(byWord);
            return theOne(input, candidates, false);
        }
        return byWord.isEmpty() ? unknown(input) : theOne(input, byWord, true);
    }

    private Found inStep(Input input, Named from) {
        return drafts.byId(from.name())
                .map(producer -> ofStep(input, producer, input.artifact()))
                .orElseGet(() -> new Found.Wrong(drafts.unknownStep(from)));
    }

    private Found ofStep(Input input, StepDraft producer, String name) {
        var exact = Optional.ofNullable(producer.outputs.get(name));
        if (exact.isPresent()) {
            return new Found.Artifacts(List.of(exact.get()), false);
        }
        var only = new BitSet();
        only.set(producer.index);
        var byWord = artifacts.withWord(name, only);
        if (!byWord.isEmpty()) {
            return theOne(input, byWord, true);
        }
        return new Found.Wrong(new Diagnostic(
                Code.E_UNKNOWN_INPUT,
                input.place(),
                "the step '" + producer + "' produces no '" + name + "'",
                Nearest.question(name, producer.outputs.keySet()).or(() -> produced(producer))));
    }

    private static Optional<String> produced(StepDraft producer) {
        return Optional.of(
                producer.outputs.isEmpty()
                        ? "it produces nothing; add 'artifacts: [NAME]' to it"
                        : "it produces " + Listing.of(List.copyOf(producer.outputs.keySet())));
    }

    private static Found all(Input input, StepDraft producer) {
        return producer.outputs.isEmpty()
                ? new Found.Wrong(Diagnostic.of(
                        Code.E_UNKNOWN_INPUT,
                        input.place(),
                        "the step '" + producer + "' produces nothing",
                        "add 'artifacts: [NAME]' to it, or make it a dependency and leave the input out"))
                : new Found.Artifacts(List.copyOf(producer.outputs.values()), false);
    }

    private static Found theOne(Input input, List<OutputDraft> candidates, boolean byWord) {
        if (candidates.size() == 1) {
            return new Found.Artifacts(candidates, byWord);
        }
        var names = candidates.stream().map(output -> output.ref().toString()).toList();
        return new Found.Wrong(Diagnostic.of(
                Code.E_AMBIGUOUS_INPUT,
                input.place(),
                "'" + input.artifact() + "' could be " + Listing.of(names)
                        + (names.size() == ArtifactIndex.MOST ? ", and perhaps more" : ""),
                "write '" + names.getFirst() + "' or another of them"));
    }

    private Found unknown(Input input) {
        var name = input.artifact();
        var word = artifacts.withWord(name, producer -> producer != step).stream()
                .findFirst()
                .map(output -> "did you mean '" + output.ref() + "'?");
        return new Found.Wrong(new Diagnostic(
                Code.E_UNKNOWN_INPUT,
                input.place(),
                "no step produces '" + name + "'",
                word.or(() -> Nearest.question(name, artifacts.names()))
                        .or(() -> Nearest.question(name, drafts.ids()))));
    }
}
