package dev.wave.git;

import dev.wave.spi.Trees.Merged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Three-way merges. What is decided by comparing names and ids is decided here, without a process; where
/// both sides changed the same file, git's `merge-tree` decides about the whole, renames off, without merge
/// drivers.
final class TreeMerge {
    private final GitStore store;
    private final GitObjects objects;

    TreeMerge(GitStore store) {
        this.store = store;
        this.objects = store.objects();
    }

    Merged merge(ObjectId base, ObjectId ours, ObjectId theirs) {
        try {
            var tree = merged(folder(base), folder(ours), folder(theirs))
                    .map(TreeEntry::id)
                    .orElse(objects.emptyTree());
            return new Merged.Clean(objects.format().treeId(tree));
        } catch (BothChanged e) {
            return byGit(base, ours, theirs);
        }
    }

    private static Optional<TreeEntry> folder(ObjectId tree) {
        return Optional.of(new TreeEntry(TreeEntry.Mode.FOLDER, tree));
    }

    private Optional<TreeEntry> merged(Optional<TreeEntry> base, Optional<TreeEntry> ours, Optional<TreeEntry> theirs)
            throws BothChanged {
        if (ours.equals(theirs) || theirs.equals(base)) {
            return ours;
        }
        if (ours.equals(base)) {
            return theirs;
        }
        for (var side : List.of(base, ours, theirs)) {
            if (side.isPresent() && !side.get().isFolder()) {
                throw new BothChanged();
            }
        }
        return mergedFolders(entries(base), entries(ours), entries(theirs));
    }

    private Optional<TreeEntry> mergedFolders(
            SortedMap<String, TreeEntry> base, SortedMap<String, TreeEntry> ours, SortedMap<String, TreeEntry> theirs)
            throws BothChanged {
        var names = new TreeSet<>(base.keySet());
        names.addAll(ours.keySet());
        names.addAll(theirs.keySet());
        var result = new TreeMap<String, TreeEntry>();
        for (var name : names) {
            merged(entry(base, name), entry(ours, name), entry(theirs, name))
                    .ifPresent(entry -> result.put(name, entry));
        }
        return result.isEmpty()
                ? Optional.empty()
                : Optional.of(new TreeEntry(TreeEntry.Mode.FOLDER, objects.writeTree(result)));
    }

    private static Optional<TreeEntry> entry(SortedMap<String, TreeEntry> entries, String name) {
        return Optional.ofNullable(entries.get(name));
    }

    private SortedMap<String, TreeEntry> entries(Optional<TreeEntry> folder) {
        return folder.map(entry -> objects.tree(entry.id())).orElseGet(TreeMap::new);
    }

    /// git 2.39 merges only commits: a root for the base, and one on it for each side.
    private Merged byGit(ObjectId base, ObjectId ours, ObjectId theirs) {
        var root = objects.writeCommit(new Commit(base, List.of(), "base"));
        var left = objects.writeCommit(new Commit(ours, List.of(root), "ours"));
        var right = objects.writeCommit(new Commit(theirs, List.of(root), "theirs"));
        var command = store.git()
                .neutral(
                        store.gitDir(),
                        "-c",
                        "merge.renames=false",
                        "-c",
                        "merge.directoryRenames=false",
                        "-c",
                        "core.fsync=loose-object",
                        "merge-tree",
                        "--write-tree",
                        "--no-messages",
                        "--name-only",
                        "-z",
                        left.hex(),
                        right.hex());
        var ended = command.run();
        if (ended.exit() != 0 && ended.exit() != 1) {
            ended.must(command);
        }
        var parts = new ArrayList<>(Arrays.asList(FileName.of(ended.bytes()).split("\0")));
        var tree = new ObjectId(parts.removeFirst());
        if (ended.exit() == 0) {
            return new Merged.Clean(objects.format().treeId(tree));
        }
        parts.removeIf(String::isEmpty);
        return new Merged.Conflict(List.copyOf(
                new LinkedHashSet<>(parts.stream().map(FileName::shown).toList())));
    }

    /// Names and ids do not decide.
    private static final class BothChanged extends Exception {
        private static final long serialVersionUID = 1;

        BothChanged() {
            super("both sides changed the same file", null, false, false);
        }
    }
}
