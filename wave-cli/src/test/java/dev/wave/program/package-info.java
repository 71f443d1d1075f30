/// The whole program, run in the tests' own process as a person runs it: words in, text and an exit code out.
///
/// Start reading at [WaveInProcess].
@NullMarked
package dev.wave.program;

import org.jspecify.annotations.NullMarked;
