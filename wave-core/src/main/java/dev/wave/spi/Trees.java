package dev.wave.spi;

import dev.wave.model.History;
import dev.wave.model.TreeId;
import java.util.List;

/// File states as git trees in Wave's own repository. Never touches the user's refs, index, hooks or
/// configuration.
public interface Trees {

    /// The tree without files.
    TreeId empty();

    /// Whether the tree and everything below it can be read.
    boolean has(TreeId tree);

    /// Whether the commits can be shown.
    boolean has(History history);

    /// Whether all of the tree is there, and what is not the same in the other one is what its name says: every
    /// byte of it is read.
    boolean isIntact(TreeId from, TreeId tree);

    /// What both sides changed since `base`. Equal inputs give the same answer at once.
    Merged merge(TreeId base, TreeId ours, TreeId theirs);

    /// The part of the tree whose paths match one of the globs.
    TreeId narrow(TreeId tree, List<String> globs);

    /// The files that differ, by path.
    List<Change> changes(TreeId from, TreeId to);

    /// A merge's outcome.
    sealed interface Merged {

        record Clean(TreeId tree) implements Merged {}

        record Conflict(List<String> files) implements Merged {
            public Conflict {
                files = List.copyOf(files);
            }
        }
    }

    /// One file that differs between two trees.
    ///
    /// @param path as git has it; names that are not UTF-8 are shown with `\x..` escapes
    record Change(Kind kind, String path) {}

    /// How a file differs.
    enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }
}
