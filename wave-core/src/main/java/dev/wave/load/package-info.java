/// From text to a [dev.wave.model.Project]: YAML, Markdown and schema files become typed values, and
/// everything that is wrong with them becomes diagnostics, all at once.
///
/// Start reading at [ProjectReader], then [StepReader] for how one mapping becomes one record. Nothing here
/// resolves a name, starts a process or opens a file: files come from `spi`. No field is read and then
/// ignored: each ends up in the model or is an `E-NOT-YET`.
@NullMarked
package dev.wave.load;

import org.jspecify.annotations.NullMarked;
