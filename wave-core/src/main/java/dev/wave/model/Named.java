package dev.wave.model;

import dev.wave.diagnostic.Place;

/// A name the author wrote, and where: something to resolve.
public record Named(String name, Place place) {}
