package dev.wave.model;

import dev.wave.diagnostic.Place;
import java.util.Optional;

/// An artifact a step wants, as written: a name, `step.name`, a step id, or a mapping.
///
/// @param artifact the name to resolve; may hold `{param}`
/// @param from the step it must come from, if the author names one
/// @param as the name the step sees it under
/// @param inline whether the bytes are put into the task text (text of at most 64 KB)
/// @param schema path of a JSON Schema the artifact must satisfy before the step starts
public record Input(
        String artifact,
        Place place,
        Optional<Named> from,
        Optional<ArtifactName> as,
        boolean optional,
        boolean inline,
        Optional<Schema> schema) {

    /// The same of another artifact, seen under another name.
    public Input named(String otherArtifact, Optional<ArtifactName> otherName) {
        return new Input(otherArtifact, place, from, otherName, optional, inline, schema);
    }
}
