/// From what the author wrote to what will happen: names resolved, parameters bound, order fixed.
///
/// Start reading at [Planner]. A [Plan] is a value that prints itself; making one starts no process and opens
/// no socket.
@NullMarked
package dev.wave.plan;

import org.jspecify.annotations.NullMarked;
