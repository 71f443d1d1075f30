/// What happened in a run, for whoever tells of it.
///
/// Start reading at [RunStory]: the fold of a journal, with the story of each step and its attempts. Knows no
/// files, no clock and no screen; `dev.wave.show` and others make pages of it.
@NullMarked
package dev.wave.story;

import org.jspecify.annotations.NullMarked;
