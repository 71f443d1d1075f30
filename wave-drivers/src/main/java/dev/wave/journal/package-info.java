/// What happened, in order: the journal is the truth, and everything else about a run is a fold of it.
///
/// Start reading at [Journals]. [ActivityLog] holds what agents were doing meanwhile: passing, lossy, in
/// files.
@NullMarked
package dev.wave.journal;

import org.jspecify.annotations.NullMarked;
