package dev.wave.model;

import dev.wave.diagnostic.Place;
import java.util.Optional;

/// Something a step produces.
///
/// @param required a deliverable: missing or empty fails the attempt
/// @param path the workspace path the producer writes it to, if the author declares one; may hold `{param}`
public record Output(
        ArtifactName name,
        Place place,
        boolean required,
        Format format,
        Optional<Text> path,
        String description,
        Optional<Schema> schema) {

    /// The same under another name.
    public Output named(ArtifactName other) {
        return new Output(other, place, required, format, path, description, schema);
    }
}
