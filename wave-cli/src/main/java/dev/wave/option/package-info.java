/// What a command takes, and the words of a command line read by it.
///
/// Start reading at [Syntax]. Options are declared in code because annotations, which would be read by
/// reflection, took a fifth of a short command's time: no AOT cache can hold the proxies Java makes of them.
@NullMarked
package dev.wave.option;

import org.jspecify.annotations.NullMarked;
