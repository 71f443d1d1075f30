package dev.wave.plan;

import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import java.util.Optional;

/// An artifact a step is given.
///
/// @param name what the step sees it as, `.wave/in/NAME[.EXT]`
/// @param byWord whether it was found only by one of its words
public record PlannedInput(
        ArtifactName name,
        ArtifactRef source,
        Format format,
        String description,
        boolean optional,
        boolean inline,
        boolean byWord,
        Optional<PlannedSchema> schema) {}
