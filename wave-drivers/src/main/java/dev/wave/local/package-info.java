/// Runs plans on this machine: performs the engine's commands and reports what came of them.
///
/// Start reading at [LocalDriver#run]. [StepPreparer] answers `Prepare`, [AttemptRunner] answers
/// `StartAttempt`. The only package that starts threads for steps.
@NullMarked
package dev.wave.local;

import org.jspecify.annotations.NullMarked;
