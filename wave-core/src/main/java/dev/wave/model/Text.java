package dev.wave.model;

import dev.wave.diagnostic.Place;

/// A text in which names are filled in: `{param}` and `{{ expression }}`. Still as written.
///
/// @param place where its first character stands (for a block scalar, the indicator)
public record Text(String source, Place place) {}
