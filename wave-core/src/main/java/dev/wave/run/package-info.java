/// What happened: [RunEvent]; the outcomes, failures and results it carries; and how they are written down.
///
/// Facts only: nothing here decides anything. `dev.wave.engine` folds them to the state of a run.
@NullMarked
package dev.wave.run;

import org.jspecify.annotations.NullMarked;
