/// The commands, one class each: what they accept, in which order they do their work, how they exit.
///
/// Start reading at [Program]. A command gets everything it uses from [Tools] and prints through [Console]
/// only.
@NullMarked
package dev.wave.command;

import org.jspecify.annotations.NullMarked;
