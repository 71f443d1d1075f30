package dev.wave.git;

import dev.wave.model.History;
import dev.wave.model.TreeId;
import java.util.List;
import java.util.Optional;

/// The files a run starts from, as they were when it was taken.
///
/// @param tree the files at and below the project's root, without Wave's own
/// @param description for the run's first line, for example `3f2a91c + 2 changed, 1 untracked`
/// @param commit the commit the working tree was at; absent before the first commit and without git
/// @param history the commits that a step may want to see; absent as the commit is
/// @param branch the branch that was checked out
/// @param warnings what a person should know: large-file pointers, odd links, empty submodules
public record Base(
        TreeId tree,
        String description,
        Optional<String> commit,
        Optional<History> history,
        Optional<String> branch,
        List<String> warnings) {
    public Base {
        warnings = List.copyOf(warnings);
    }
}
