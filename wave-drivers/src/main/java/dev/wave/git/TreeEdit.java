package dev.wave.git;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Changes of single paths of a tree. Only the folders on the changed paths are read and written.
final class TreeEdit {
    private final Map<String, TreeEdit> below = new TreeMap<>();
    private boolean replaced;
    private Optional<TreeEntry> entry = Optional.empty();

    /// What shall stand at the path; empty to remove what is there, with all below it.
    TreeEdit put(String path, Optional<TreeEntry> value) {
        var node = this;
        for (var name : path.split("/", -1)) {
            node = node.below.computeIfAbsent(name, _ -> new TreeEdit());
        }
        node.replaced = true;
        node.entry = value;
        return this;
    }

    boolean isEmpty() {
        return below.isEmpty();
    }

    /// The tree with the changes. A path both removed and given entries below it holds just these.
    ObjectId apply(GitObjects objects, ObjectId root) {
        return apply(objects, Optional.of(new TreeEntry(TreeEntry.Mode.FOLDER, root)))
                .map(TreeEntry::id)
                .orElse(objects.emptyTree());
    }

    private Optional<TreeEntry> apply(GitObjects objects, Optional<TreeEntry> old) {
        var start = replaced ? entry : old;
        if (below.isEmpty()) {
            return start;
        }
        var entries = start.filter(TreeEntry::isFolder)
                .map(folder -> objects.tree(folder.id()))
                .orElseGet(TreeMap::new);
        below.forEach((name, edit) -> edit.apply(objects, Optional.ofNullable(entries.get(name)))
                .ifPresentOrElse(now -> entries.put(name, now), () -> entries.remove(name)));
        if (entries.isEmpty()) {
            // only removals below a file: the file stays
            return start.filter(kept -> !kept.isFolder());
        }
        return Optional.of(new TreeEntry(TreeEntry.Mode.FOLDER, objects.writeTree(entries)));
    }
}
