package dev.wave.plan;

import dev.wave.diagnostic.Place;
import dev.wave.model.Param;
import dev.wave.model.ParamName;
import dev.wave.model.Pipeline;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.model.StepId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A pipeline with every name resolved and the order fixed, for any arguments: what `validate` checks and
/// `plan` shows. [Planner#bind] makes a [Plan] of it.
///
/// @param params the declared or inferred parameters, in the order of the text
/// @param input whether the steps use the text of `-i`
/// @param steps every step after all it depends on; among equals in the author's order
/// @param schemas every JSON Schema the steps use, each once, with where it is named; checked only as far as
/// being JSON
/// @param unfilled if names of artifacts hold parameters: what to resolve again when their values are known
public record Outline(
        PipelineName pipeline,
        Optional<String> version,
        String description,
        SequencedMap<ParamName, Param> params,
        InputUse input,
        int maxParallel,
        boolean failFast,
        List<PlannedStep> steps,
        SequencedMap<String, ArtifactRef> outputs,
        List<UsedSchema> schemas,
        Optional<Unfilled> unfilled) {
    public Outline {
        params = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(params));
        steps = IndexedSteps.of(steps);
        outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
        schemas = List.copyOf(schemas);
    }

    /// The step of that name, found without a search.
    public Optional<PlannedStep> step(StepId id) {
        return steps instanceof IndexedSteps indexed ? indexed.step(id) : Optional.empty();
    }

    /// Whether a pipeline uses `{{ input }}`.
    public enum InputUse {
        NONE,
        /// Only as the first value of `default`.
        OPTIONAL,
        REQUIRED
    }

    /// What an outline was made of.
    public record Unfilled(Project project, Pipeline source, Surroundings surroundings) {}

    /// A schema and where the project names it.
    public record UsedSchema(PlannedSchema schema, Place place) {}
}
