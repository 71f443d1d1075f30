package dev.wave.local;

import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.spi.AgentAdapter.Answer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What came of an agent's or a command's work besides what lies in the workspace.
///
/// @param submitted the outputs that were accepted by the tool `submit_deliverable`, by their content
record Worked(Answer answer, SequencedMap<ArtifactName, Digest> submitted) {
    Worked {
        submitted = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(submitted));
    }

    /// Work without tools.
    static Worked of(Answer answer) {
        return new Worked(answer, new LinkedHashMap<>());
    }

    /// The artifact, with the tool as its source if it is what was submitted.
    Artifact sourced(Artifact artifact) {
        return artifact.source() == Artifact.Source.OUT
                        && artifact.content() instanceof Content.Blob(var digest, var _)
                        && digest.equals(submitted.get(artifact.name()))
                ? artifact.from(Artifact.Source.TOOL)
                : artifact;
    }
}
