/// Starts programs, reads what they print, bounds them, and leaves nothing of them behind.
///
/// Start reading at [Processes#run]. Every program runs in a session of its own, with exactly the environment
/// it is given and a private home; when `run` returns, whatever it started is dead. [Sweeper] finds what
/// outlived a Wave that was killed.
@NullMarked
package dev.wave.process;

import org.jspecify.annotations.NullMarked;
