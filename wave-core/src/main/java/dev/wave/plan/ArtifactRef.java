package dev.wave.plan;

import dev.wave.model.ArtifactName;
import dev.wave.model.StepId;

/// An artifact by its producer: resolved, so both exist in the plan.
public record ArtifactRef(StepId step, ArtifactName artifact) {
    @Override
    public String toString() {
        return step + "." + artifact;
    }
}
