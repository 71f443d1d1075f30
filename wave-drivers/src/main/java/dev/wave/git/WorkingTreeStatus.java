package dev.wave.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `git status --porcelain=v2 -z --branch` says of a working tree. Paths are from the top of the
/// repository; their chars are bytes.
///
/// @param commit absent before the first commit
/// @param branch absent if no branch is checked out
/// @param tracked tracked paths that differ from the commit
/// @param untracked paths git does not track and does not ignore; a nested repository ends in `/`
record WorkingTreeStatus(
        Optional<String> commit, Optional<String> branch, List<Tracked> tracked, List<String> untracked) {

    WorkingTreeStatus {
        tracked = List.copyOf(tracked);
        untracked = List.copyOf(untracked);
    }

    /// Whether the working tree is what the commit says.
    boolean isClean() {
        return tracked.isEmpty() && untracked.isEmpty();
    }

    /// A tracked path that differs.
    ///
    /// @param worktree git's letter for index against working tree: `.` equal, `D` gone
    /// @param staged what the index has; absent if it was removed there or is in conflict
    /// @param submodule whether it is one
    /// @param conflict whether a merge left it open
    record Tracked(String path, char worktree, Optional<TreeEntry> staged, boolean submodule, boolean conflict) {}

    static WorkingTreeStatus parse(String output) {
        var commit = Optional.<String>empty();
        var branch = Optional.<String>empty();
        var tracked = new ArrayList<Tracked>();
        var untracked = new ArrayList<String>();
        for (var record : output.split("\0", -1)) {
            if (record.startsWith("# branch.oid ")) {
                commit = Optional.of(record.substring(13)).filter(oid -> !oid.startsWith("("));
            } else if (record.startsWith("# branch.head ")) {
                branch = Optional.of(record.substring(14)).filter(head -> !head.equals("(detached)"));
            } else if (record.startsWith("1 ")) {
                tracked.add(ordinary(record.split(" ", 9)));
            } else if (record.startsWith("u ")) {
                var fields = record.split(" ", 11);
                tracked.add(
                        new Tracked(fields[10], fields[6].equals("000000") ? 'D' : 'M', Optional.empty(), false, true));
            } else if (record.startsWith("? ")) {
                untracked.add(record.substring(2));
            }
        }
        return new WorkingTreeStatus(commit, branch, tracked, untracked);
    }

    /// `1 XY sub mH mI mW hH hI path`
    private static Tracked ordinary(String[] fields) {
        var staged = fields[4].equals("000000") || fields[7].matches("0+")
                ? Optional.<TreeEntry>empty()
                : Optional.of(new TreeEntry(TreeEntry.Mode.of(fields[4]), new ObjectId(fields[7])));
        return new Tracked(fields[8], fields[1].charAt(1), staged, fields[2].startsWith("S"), false);
    }
}
