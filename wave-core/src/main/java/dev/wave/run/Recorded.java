package dev.wave.run;

import java.time.Instant;

/// An event as the journal holds it.
///
/// @param seq position in its run, from 1, without gaps
/// @param chain hash of this record and all before it
public record Recorded(long seq, Instant time, RunEvent event, String chain) {}
