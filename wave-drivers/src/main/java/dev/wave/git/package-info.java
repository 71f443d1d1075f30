/// Git: file states as trees in a repository of Wave's own, the base a run starts from, and bringing a result
/// back.
///
/// Start reading at [GitStore]; it is made of [GitObjects] (reading and writing objects) and the small
/// classes that work on trees. [GitProgram] is the only place that starts `git`. The user's repository is
/// read through [UserRepository]; only [Apply] changes anything of the user's.
///
/// Names of files are bytes. Where a name is a `String` here it is ISO-8859-1, one char a byte, unless it is
/// called *shown*; see [FileName].
@NullMarked
package dev.wave.git;

import org.jspecify.annotations.NullMarked;
