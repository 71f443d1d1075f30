/// What the page of a run holds, and that nothing else can be in it.
@NullMarked
package dev.wave.report;

import org.jspecify.annotations.NullMarked;
