package dev.wave.collect;

import dev.wave.model.TreeId;
import java.nio.file.Path;

/// What an attempt left behind, all its processes dead.
///
/// @param out host folder that was `.wave/out`
/// @param inside the workspace's path as the step saw it; it may have written paths in full
/// @param start the tree the step's change is measured against
/// @param tree the captured tree
/// @param writable whether the step could change the tree at all
/// @param finalMessage the last thing the agent said; empty for a `run` step
public record Left(Path out, String inside, TreeId start, TreeId tree, boolean writable, String finalMessage) {}
