package dev.wave.collect;

import dev.wave.model.TreeId;
import dev.wave.run.Artifact;
import dev.wave.run.Verdict;
import java.util.List;

/// What was taken out of a workspace.
///
/// @param tree the captured tree, with the outputs at their declared `path:` that were handed over elsewhere
/// @param artifacts stored, in the order the step declares them
/// @param verdict named `outputs`: whether every output that must be there is, and is what it should be
/// @param notices worth telling, no failure
public record Collected(TreeId tree, List<Artifact> artifacts, Verdict verdict, List<String> notices) {
    public Collected {
        artifacts = List.copyOf(artifacts);
        notices = List.copyOf(notices);
    }
}
