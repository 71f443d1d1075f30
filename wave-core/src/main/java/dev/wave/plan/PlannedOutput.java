package dev.wave.plan;

import dev.wave.expression.Template;
import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import java.util.Optional;

/// Something a step produces.
///
/// @param required whether the attempt fails without it: a deliverable, or what a later step's non-optional
/// input names
public record PlannedOutput(
        ArtifactName name,
        boolean required,
        Format format,
        Optional<Template> path,
        String description,
        Optional<PlannedSchema> schema) {}
