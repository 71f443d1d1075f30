/// The tool `submit_deliverable`: an agent hands over an output and is told at once what is wrong with it.
///
/// Start reading at [SubmitDeliverable#call]. It checks what can be checked without a workspace and writes
/// what is accepted to `.wave/out`, where it is collected and checked again in the end: the tool saves
/// attempts, and decides nothing.
@NullMarked
package dev.wave.deliverable;

import org.jspecify.annotations.NullMarked;
