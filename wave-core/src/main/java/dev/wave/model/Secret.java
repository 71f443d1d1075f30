package dev.wave.model;

import dev.wave.diagnostic.Place;

/// A secret as `secrets:` in `wave.yaml` declares it.
public record Secret(SecretName name, Place place, SecretSource source) {}
