package dev.wave.model;

import java.math.BigDecimal;
import java.util.Optional;

/// The most that all processes of an attempt may use together. A sandbox keeps it, as far as it can.
///
/// @param memoryBytes memory in bytes; empty for as much as the machine has
/// @param cpus processors' worth of time, `0.5` being half of one; empty for all
public record Resources(Optional<Long> memoryBytes, Optional<BigDecimal> cpus) {

    /// No bounds but the machine's.
    public static final Resources ALL = new Resources(Optional.empty(), Optional.empty());
}
