/// Worlds without a machine: a simulated one in which a run's engine is tried by the thousand, and a clock
/// that only moves when told.
///
/// Start reading at [Simulation]. Everything follows from a seed: a world that fails once fails again.
@NullMarked
package dev.wave.testkit;

import org.jspecify.annotations.NullMarked;
