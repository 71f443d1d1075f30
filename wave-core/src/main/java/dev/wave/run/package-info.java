/// What happened: [RunEvent], and [RunState] as the fold of it; the outcomes, failures and results they
/// carry.
///
/// Facts only: nothing here decides anything.
@NullMarked
package dev.wave.run;

import org.jspecify.annotations.NullMarked;
