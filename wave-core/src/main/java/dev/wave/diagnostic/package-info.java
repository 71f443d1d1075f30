/// What is wrong with a project's text, and where: [Diagnostic], and [Checked] for answers that may be wrong.
///
/// Depends on nothing else of Wave.
@NullMarked
package dev.wave.diagnostic;

import org.jspecify.annotations.NullMarked;
