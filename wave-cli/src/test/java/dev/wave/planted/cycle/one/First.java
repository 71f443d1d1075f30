package dev.wave.planted.cycle.one;

import dev.wave.planted.cycle.two.Second;

/// Half of a cycle of packages.
public record First(Second other) {}
