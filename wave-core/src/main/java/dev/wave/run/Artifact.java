package dev.wave.run;

import dev.wave.model.ArtifactName;
import dev.wave.model.Format;

/// A named immutable output of a step.
///
/// @param extension of the file it came from, with its dot; may be empty
public record Artifact(ArtifactName name, Format format, String extension, Content content, Source source) {

    /// The same, handed over in another way.
    public Artifact from(Source other) {
        return new Artifact(name, format, extension, content, other);
    }

    /// How the producer handed it over.
    public enum Source {
        /// Written to `.wave/out/NAME[.EXT]`.
        OUT,
        /// Written to the declared `path:`.
        PATH,
        /// Named in `.wave/out/NAME.paths`.
        PATHS,
        /// Taken from the agent's final message.
        FINAL_MESSAGE,
        /// Submitted through the deliverable tool.
        TOOL
    }
}
