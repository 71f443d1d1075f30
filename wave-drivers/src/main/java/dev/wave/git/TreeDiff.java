package dev.wave.git;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares two trees; equal subtrees are not read. Knows no renames.
final class TreeDiff {
    private final GitObjects objects;
    private final List<FileChange> changes = new ArrayList<>();

    private TreeDiff(GitObjects objects) {
        this.objects = objects;
    }

    /// The files that differ, sorted by the bytes of their paths.
    static List<FileChange> between(GitObjects objects, ObjectId from, ObjectId to) {
        var diff = new TreeDiff(objects);
        diff.compare("", Optional.of(from), Optional.of(to));
        diff.changes.sort(Comparator.comparing(FileChange::path));
        return List.copyOf(diff.changes);
    }

    private void compare(String prefix, Optional<ObjectId> from, Optional<ObjectId> to) {
        if (from.equals(to)) {
            return;
        }
        var before = entries(from);
        var after = entries(to);
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            compareEntry(prefix + name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
        }
    }

    private void compareEntry(String path, Optional<TreeEntry> before, Optional<TreeEntry> after) {
        if (before.equals(after)) {
            return;
        }
        var fileBefore = before.filter(entry -> !entry.isFolder());
        var fileAfter = after.filter(entry -> !entry.isFolder());
        if (fileBefore.isPresent() || fileAfter.isPresent()) {
            changes.add(new FileChange(path, fileBefore, fileAfter));
        }
        compare(path + "/", folder(before), folder(after));
    }

    private static Optional<ObjectId> folder(Optional<TreeEntry> entry) {
        return entry.filter(TreeEntry::isFolder).map(TreeEntry::id);
    }

    private SortedMap<String, TreeEntry> entries(Optional<ObjectId> tree) {
        return tree.map(objects::tree).orElseGet(TreeMap::new);
    }
}
