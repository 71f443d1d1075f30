/// The small typed language of `{{ … }}` and `when:`, and texts with names to fill in.
///
/// Start reading at [Template#fill]. Evaluating has no effects and never loops.
@NullMarked
package dev.wave.expression;

import org.jspecify.annotations.NullMarked;
