/// What a step may see, as one digest: equal keys mean interchangeable results.
///
/// Start reading at [KeyBuilder]. The encoding is versioned and fixed by golden vectors.
@NullMarked
package dev.wave.key;

import org.jspecify.annotations.NullMarked;
