/// Hides the values of secrets in what programs print and in what goes to disk, and finds them in files.
///
/// Start reading at [Redaction]: one value that knows every secret of a run in every [Encodings]. [Vault] is where
/// a run keeps the values it has looked up. Nothing here writes, prints or remembers anything on disk.
@NullMarked
package dev.wave.redaction;

import org.jspecify.annotations.NullMarked;
