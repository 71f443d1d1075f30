package dev.wave.planted.cycle.two;

import dev.wave.planted.cycle.one.First;
import java.util.List;

/// The other half.
public record Second(List<First> others) {}
