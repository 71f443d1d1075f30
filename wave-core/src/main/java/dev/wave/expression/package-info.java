/// The small typed language of `{{ … }}` and `when:`, and texts with names to fill in.
///
/// Start reading at [Templates#parse] and [Expressions#parse], then [Evaluator]. Evaluating has no effects
/// and never loops.
@NullMarked
package dev.wave.expression;

import org.jspecify.annotations.NullMarked;
