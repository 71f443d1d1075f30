/// One run, shown to a person: as a page, a graph, a timeline, or one of its steps.
///
/// Start reading at [RunPage]. All of it is made of a [Told]: the run's story and what has to be looked up
/// besides. Nothing here asks a clock, a store or a terminal.
@NullMarked
package dev.wave.show;

import org.jspecify.annotations.NullMarked;
