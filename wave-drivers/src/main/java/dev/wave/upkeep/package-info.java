/// Keeps a project's store in order: says what is in use and by whom, lets old runs go with what only they need, and
/// looks whether everything that is kept is what it was.
///
/// Start reading at [Inventory]; [Cleaning] removes, [Inspection] looks. Nothing here starts a step.
@NullMarked
package dev.wave.upkeep;

import org.jspecify.annotations.NullMarked;
