/// Looks up the values of secrets, when an attempt begins.
///
/// Start reading at [Secrets]. Values are held in memory only, and everything that is looked up is known to the
/// run's [dev.wave.redaction.Vault] before anything can print it.
@NullMarked
package dev.wave.secret;

import org.jspecify.annotations.NullMarked;
