package dev.wave.model;

import dev.wave.diagnostic.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A pipeline as declared: nothing resolved, no order but the author's.
///
/// @param params what `params:` declares; absent if the pipeline has no such block, and then `{name}`
/// declares one
/// @param outputs names for artifacts of the run, `step.artifact` or an artifact's name, by the name they get
public record Pipeline(
        PipelineName name,
        Place place,
        Optional<String> version,
        String description,
        Optional<SequencedMap<ParamName, Param>> params,
        int maxParallel,
        boolean failFast,
        List<Step> steps,
        SequencedMap<String, Named> outputs) {

    /// How many steps run at once where the author says nothing.
    public static final int DEFAULT_MAX_PARALLEL = 4;

    public Pipeline {
        params = params.map(declared -> Collections.unmodifiableSequencedMap(new LinkedHashMap<>(declared)));
        steps = List.copyOf(steps);
        outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
    }

    /// The same pipeline with these parameters, steps and outputs.
    public Pipeline with(
            SequencedMap<ParamName, Param> declared, List<Step> others, SequencedMap<String, Named> promised) {
        return new Pipeline(
                name, place, version, description, Optional.of(declared), maxParallel, failFast, others, promised);
    }

    /// The same pipeline, defined there.
    public Pipeline at(Place there) {
        return new Pipeline(name, there, version, description, params, maxParallel, failFast, steps, outputs);
    }
}
