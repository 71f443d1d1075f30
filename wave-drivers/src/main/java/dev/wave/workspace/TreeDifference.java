package dev.wave.workspace;

import dev.wave.git.GitObjects;
import dev.wave.git.ObjectId;
import dev.wave.git.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What has to be done to a checkout of one tree to make it another.
///
/// @param gone every file that is in the old tree only, before anything that takes its place
/// @param removed the topmost paths that are gone with nothing in their place: a whole folder is one
/// @param written files, links and submodules that are new or different
record TreeDifference(List<String> gone, List<String> removed, List<Written> written) {

    record Written(String path, TreeEntry entry) {}

    /// The difference, unless it is of more than `limit` files.
    static Optional<TreeDifference> between(GitObjects objects, ObjectId old, ObjectId now, int limit) {
        var difference = new TreeDifference(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        return difference.add("", objects, objects.tree(old), objects.tree(now), limit)
                ? Optional.of(difference)
                : Optional.empty();
    }

    int size() {
        return gone.size() + written.size();
    }

    private boolean add(
            String folder, GitObjects objects, Map<String, TreeEntry> old, Map<String, TreeEntry> now, int limit) {
        var names = new TreeMap<>(old);
        names.putAll(now);
        for (var name : names.keySet()) {
            var before = Optional.ofNullable(old.get(name));
            var after = Optional.ofNullable(now.get(name));
            if (before.equals(after)) {
                continue;
            }
            var path = folder + name;
            if (after.isEmpty()) {
                removed.add(path);
            }
            before.filter(entry -> !entry.isFolder()
                            && after.filter(a -> !a.isFolder()).isEmpty())
                    .ifPresent(_ -> gone.add(path));
            after.filter(entry -> !entry.isFolder()).ifPresent(entry -> written.add(new Written(path, entry)));
            var inside = new TreeDifference(
                    gone,
                    after.filter(TreeEntry::isFolder).isPresent()
                                    && before.filter(TreeEntry::isFolder).isPresent()
                            ? removed
                            : new ArrayList<>(),
                    written);
            if (size() > limit
                    || !inside.add(path + "/", objects, below(objects, before), below(objects, after), limit)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, TreeEntry> below(GitObjects objects, Optional<TreeEntry> entry) {
        return entry.filter(TreeEntry::isFolder)
                .<Map<String, TreeEntry>>map(folder -> objects.tree(folder.id()))
                .orElse(Map.of());
    }
}
