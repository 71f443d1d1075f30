/// What the author wrote, well formed and typed, with its places: [Project], [Pipeline], [Step] and what they
/// are made of.
///
/// Nothing here is resolved: a name may still refer to nothing. Resolving is the work of `plan`.
@NullMarked
package dev.wave.model;

import org.jspecify.annotations.NullMarked;
