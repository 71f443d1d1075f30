/// A run on a terminal while it goes on: rows that are drawn anew in place, below lines that stay.
///
/// Start reading at [Frame], which says what is seen: a function of a [Board], the time and the terminal's
/// [Size]. [Painter] turns that into as few bytes as change it; [LiveRun] does so eight times a second at most.
/// Nothing here is loaded where there is no terminal.
package dev.wave.live;
