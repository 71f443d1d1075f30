package dev.wave.model;

import java.util.Optional;

/// The most that all processes of an attempt may use together. A sandbox keeps it, as far as it can.
///
/// @param memoryBytes memory in bytes; empty for as much as the machine has
public record Resources(Optional<Long> memoryBytes) {

    /// No bounds but the machine's.
    public static final Resources ALL = new Resources(Optional.empty());
}
