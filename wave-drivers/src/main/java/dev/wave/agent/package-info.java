/// Drives agents: one [dev.wave.spi.AgentAdapter] for each kind, found by its `type:` in [Agents].
///
/// Start reading at [CommandAdapter], the simplest one. An adapter starts its program through [AgentProgram],
/// which leaves nothing of it alive and keeps the raw stream; it never checks contracts and never collects
/// outputs. Its `Answer` says how the agent's turn ended: an exit code of 0 is the end of a turn, not
/// success.
@NullMarked
package dev.wave.agent;

import org.jspecify.annotations.NullMarked;
