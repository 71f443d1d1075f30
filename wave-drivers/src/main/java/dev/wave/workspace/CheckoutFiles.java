package dev.wave.workspace;

import dev.wave.git.FileName;
import dev.wave.workspace.FileStat.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// A plain folder as it was when a step got it, to tell later what changed, and to undo it.
///
/// Compares what the kernel keeps (inode, change time to the nanosecond), not contents: reading nothing, and
/// missing nothing, also a file rewritten with its old size and times within one second. Of folders it
/// compares the permissions; access lists and extended attributes of a folder that stays are not seen.
final class CheckoutFiles {
    /// Kernels before 6.13 count change times in ticks of up to 10 ms.
    private static final Duration TICK = Duration.ofMillis(12);

    private static final List<String> OURS = List.of(".git", ".wave");

    private final Path root;
    private final Folder given;

    private CheckoutFiles(Path root, Folder given) {
        this.root = root;
        this.given = given;
    }

    private record Folder(Map<String, Stamp> leaves, Map<String, Folder> folders) {
        Folder() {
            this(new HashMap<>(), new HashMap<>());
        }

        /// The folder of this path, empty for itself.
        Folder at(String path) {
            var folder = this;
            for (var start = 0; start < path.length(); ) {
                var end = path.indexOf('/', start);
                var stop = end < 0 ? path.length() : end;
                folder = folder.folders.computeIfAbsent(path.substring(start, stop), _ -> new Folder());
                start = stop + 1;
            }
            return folder;
        }

        /// The paths git writes to make it.
        void paths(String path, List<String> paths) {
            leaves.keySet().forEach(name -> paths.add(path + name));
            folders.forEach((name, folder) -> folder.paths(path + name + "/", paths));
            if (leaves.isEmpty() && folders.isEmpty()) {
                paths.add(path.substring(0, path.length() - 1)); // a submodule
            }
        }
    }

    /// Remembers the folder as it is now.
    static CheckoutFiles remember(Path root) throws IOException {
        return new CheckoutFiles(root, read(root, true));
    }

    /// Remembers the folder as git wrote it.
    static CheckoutFiles written(Path root, IndexFile index) throws IOException {
        var files = new Folder();
        index.entries(new IndexFile.Entries() {
            private String last = "";
            private Folder folder = files;

            @Override
            public void file(String path, Stamp stamp) {
                var slash = path.lastIndexOf('/') + 1;
                if (slash != last.length() || !path.startsWith(last)) {
                    last = path.substring(0, slash);
                    folder = files.at(last);
                }
                folder.leaves().put(path.substring(slash), stamp);
            }

            @Override
            public void submodule(String path) {
                files.at(path);
            }
        });
        return new CheckoutFiles(root, files);
    }

    /// Returns when whatever is written has another change time than what was written before.
    static void settle() {
        LockSupport.parkNanos(TICK.toNanos());
    }

    private static Folder read(Path folder, boolean isRoot) throws IOException {
        var known = new Folder();
        for (var child : Walk.names(folder)) {
            var name = FileName.of(child);
            if (isRoot && OURS.contains(name)) {
                continue;
            }
            var stat = FileStat.of(child);
            if (stat.isFolder()) {
                known.folders().put(name, read(child, false));
            } else {
                known.leaves().put(name, stat.stamp());
            }
        }
        return known;
    }

    /// What differs from the remembered state.
    Node.Folder changes() throws IOException {
        var changed = changed(root, given);
        OURS.forEach(changed::remove);
        return new Node.Folder(false, () -> changed);
    }

    private static SequencedMap<String, Node> changed(Path folder, Folder known) throws IOException {
        var nodes = new TreeMap<String, Node>();
        var present = new HashSet<String>();
        for (var child : Walk.names(folder)) {
            var name = FileName.of(child);
            var stat = FileStat.of(child);
            present.add(name);
            var before = known.folders().get(name);
            if (stat.isFolder() && before != null) {
                var inside = changed(child, before);
                if (!inside.isEmpty()) {
                    nodes.put(name, new Node.Folder(false, () -> inside));
                }
            } else if (!stat.stamp().equals(known.leaves().get(name))) {
                nodes.put(name, Walk.fresh(child, stat));
            }
        }
        gone(known, present).forEach(name -> nodes.put(name, new Node.Gone()));
        return nodes;
    }

    private static List<String> gone(Folder known, Set<String> present) {
        var gone = new ArrayList<>(known.leaves().keySet());
        gone.addAll(known.folders().keySet());
        gone.removeAll(present);
        return gone;
    }

    /// Deletes everything that differs from the remembered state, Wave's own folders too.
    ///
    /// @param permissions of every folder
    /// @return the paths that git has to write again
    List<String> undo(int permissions, Trash trash) throws IOException {
        var is = FileStat.of(root);
        if (!is.isFolder() || is.permissions() != permissions) {
            throw new IOException(root + " is not the folder that Wave made");
        }
        var missing = new ArrayList<String>();
        undo(root, "", given, new Undoing(permissions, trash, missing));
        return missing;
    }

    private record Undoing(int permissions, Trash trash, List<String> missing) {}

    private static void undo(Path folder, String path, Folder known, Undoing undoing) throws IOException {
        var present = new HashSet<String>();
        for (var child : Walk.names(folder)) {
            var name = FileName.of(child);
            var stat = FileStat.of(child);
            var before = known.folders().get(name);
            if (before != null && stat.isFolder() && stat.permissions() == undoing.permissions()) {
                undo(child, path + name + "/", before, undoing);
                present.add(name);
            } else if (stat.stamp().equals(known.leaves().get(name))) {
                present.add(name);
            } else if (stat.isFolder()) {
                Walk.grant(child, 0700);
                undoing.trash().take(child);
            } else {
                Files.delete(child);
            }
        }
        for (var name : gone(known, present)) {
            var inside = known.folders().get(name);
            if (inside == null) {
                undoing.missing().add(path + name);
            } else {
                inside.paths(path + name + "/", undoing.missing());
            }
        }
    }
}
