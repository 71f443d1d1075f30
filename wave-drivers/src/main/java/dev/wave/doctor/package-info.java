/// What this machine brings for running pipelines, looked at piece by piece.
///
/// Start reading at [Check], what each look ends with; [Examination] makes them all. Nothing here changes
/// anything, shows a value that is secret, or waits longer than seconds.
@NullMarked
package dev.wave.doctor;

import org.jspecify.annotations.NullMarked;
