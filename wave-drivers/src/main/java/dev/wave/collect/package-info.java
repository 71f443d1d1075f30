/// Takes what a step produced out of its workspace: declared outputs become artifacts, everything else stays.
///
/// Start reading at [Collector#collect]. What lies in `.wave/out` was made by an agent and is read with care:
/// no link is followed, nothing but regular files is opened, sizes and counts are bounded.
@NullMarked
package dev.wave.collect;

import org.jspecify.annotations.NullMarked;
