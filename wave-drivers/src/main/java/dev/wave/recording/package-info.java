/// Recordings: a run's results as plain files beside the lock, and a run's results out of them again.
///
/// Start reading at [RecordingFiles]. What the bytes mean is the lock's business; here they only have to be
/// complete and what their names say.
@NullMarked
package dev.wave.recording;

import org.jspecify.annotations.NullMarked;
