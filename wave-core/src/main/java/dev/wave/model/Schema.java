package dev.wave.model;

import dev.wave.diagnostic.Place;

/// A JSON Schema, named by its file or written in place.
public sealed interface Schema {

    Place place();

    /// A schema in a file of its own.
    ///
    /// @param path relative to the project's root
    record File(String path, Place place) implements Schema {}

    record Inline(Value schema, Place place) implements Schema {}
}
