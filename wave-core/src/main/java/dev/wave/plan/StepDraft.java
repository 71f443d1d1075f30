package dev.wave.plan;

import dev.wave.diagnostic.Place;
import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import dev.wave.model.Output;
import dev.wave.model.Schema;
import dev.wave.model.Step;
import dev.wave.model.StepId;
import dev.wave.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A step while its names are being resolved; seen by this package only, and only until the outline is made.
final class StepDraft {
    final Step step;
    final int index;

    /// What it produces, by name.
    final SequencedMap<String, OutputDraft> outputs = new LinkedHashMap<>();

    /// Steps that `dependencies:` names, without repetitions and without those that close a cycle.
    final List<StepDraft> declared = new ArrayList<>();

    /// Declared dependencies that close a cycle, which is told; nothing else is to be told because of them.
    final List<StepDraft> cut = new ArrayList<>();

    /// Steps that only an input adds, with the input.
    final SequencedMap<StepDraft, Cause> inferred = new LinkedHashMap<>();

    final List<InputDraft> inputs = new ArrayList<>();

    StepDraft(Step step, int index) {
        this.step = step;
        this.index = index;
    }

    StepId id() {
        return step.id();
    }

    /// Every step it waits for.
    List<StepDraft> dependencies() {
        var all = new ArrayList<>(declared);
        all.addAll(inferred.keySet());
        return all;
    }

    @Override
    public String toString() {
        return id().value();
    }

    /// The input that adds a dependency.
    record Cause(String input, Place place) {}

    /// Something a step produces. What its consumers and contracts want of it is learned on the way.
    static final class OutputDraft {
        final StepDraft producer;
        final ArtifactName name;
        final Optional<Text> path;
        final String description;
        final Optional<Schema> schema;
        boolean required;
        Format format;

        OutputDraft(StepDraft producer, Output output) {
            this.producer = producer;
            name = output.name();
            path = output.path();
            description = output.description();
            schema = output.schema();
            required = output.required();
            format = output.format();
        }

        ArtifactRef ref() {
            return new ArtifactRef(producer.id(), name);
        }
    }

    /// An artifact a step is given.
    ///
    /// @param named whether the author listed it; otherwise it comes with a dependency
    record InputDraft(
            ArtifactName name,
            OutputDraft source,
            boolean named,
            boolean optional,
            boolean inline,
            boolean byWord,
            Optional<Schema> schema) {}
}
