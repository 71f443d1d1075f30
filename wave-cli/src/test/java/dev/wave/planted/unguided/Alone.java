package dev.wave.planted.unguided;

/// In a package without a guide.
record Alone() {}
