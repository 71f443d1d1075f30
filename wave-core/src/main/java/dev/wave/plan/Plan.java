package dev.wave.plan;

import dev.wave.model.Param;
import dev.wave.model.ParamName;
import dev.wave.model.PipelineName;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a run will do: a pipeline with every name resolved and every parameter bound.
///
/// The file state it starts from is not part of it: a plan is made without looking at the tree.
///
/// @param params the declared or inferred parameters
/// @param arguments a value for each of them
/// @param input what `-i` gives: the value of `input` in expressions
/// @param steps every step after all it depends on; among equals in the author's order
/// @param outputs artifacts of the run by the name the pipeline gives them
public record Plan(
        PipelineName pipeline,
        Optional<String> version,
        String description,
        SequencedMap<ParamName, Param> params,
        SequencedMap<ParamName, Value> arguments,
        Optional<String> input,
        int maxParallel,
        boolean failFast,
        List<PlannedStep> steps,
        SequencedMap<String, ArtifactRef> outputs) {
    public Plan {
        params = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(params));
        arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
        steps = IndexedSteps.of(steps);
        outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
    }

    /// The step of that name, found without a search.
    public Optional<PlannedStep> step(StepId id) {
        return steps instanceof IndexedSteps indexed ? indexed.step(id) : Optional.empty();
    }
}
