/// A run as one page of HTML that needs nothing else.
///
/// Start reading at [RunPage]. It is a function of a plan, of a journal's records and of what [Evidence] finds
/// in the store, and writes nothing. [Html] is the only way to markup: a text is a text, whatever is in it.
@NullMarked
package dev.wave.report;

import org.jspecify.annotations.NullMarked;
