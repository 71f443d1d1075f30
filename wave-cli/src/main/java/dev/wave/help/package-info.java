/// What Wave says about itself: the pages of commands and topics, wrapped to the reader's width.
///
/// Start reading at [CommandPage]. The texts are resources beside this package and are read when they are asked for.
@NullMarked
package dev.wave.help;

import org.jspecify.annotations.NullMarked;
