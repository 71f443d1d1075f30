/// Decides what has to happen next. Pure: no clock, disk, process, network, thread or randomness.
///
/// Start reading at [Engine#decide]. A driver performs the [Command]s and tells the engine with [Report]s
/// what came of
/// them.
@NullMarked
package dev.wave.engine;

import org.jspecify.annotations.NullMarked;
