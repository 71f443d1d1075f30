package dev.wave.workspace;

import dev.wave.git.FileName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// A plain folder as it was when a step got it, to tell later what changed.
///
/// Compares what the kernel keeps (inode, change time to the nanosecond), not contents: reading nothing, and
/// missing nothing, also a file rewritten with its old size and times within one second.
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

    private record Folder(SequencedMap<String, FileStat> leaves, SequencedMap<String, Folder> folders) {}

    /// Remembers the folder as it is now.
    static CheckoutFiles remember(Path root) throws IOException {
        var files = new CheckoutFiles(root, read(root, true));
        LockSupport.parkNanos(TICK.toNanos()); // what is written from here on has another change time
        return files;
    }

    private static Folder read(Path folder, boolean isRoot) throws IOException {
        var known = new Folder(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var child : Walk.names(folder)) {
            var name = FileName.of(child);
            if (isRoot && OURS.contains(name)) {
                continue;
            }
            var stat = FileStat.of(child);
            if (stat.isFolder()) {
                known.folders().put(name, read(child, false));
            } else {
                known.leaves().put(name, stat);
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
        var present = new LinkedHashMap<String, FileStat>();
        for (var child : Walk.names(folder)) {
            var name = FileName.of(child);
            var stat = FileStat.of(child);
            present.put(name, stat);
            var before = known.folders().get(name);
            if (stat.isFolder() && before != null) {
                var inside = changed(child, before);
                if (!inside.isEmpty()) {
                    nodes.put(name, new Node.Folder(false, () -> inside));
                }
            } else if (!stat.equals(known.leaves().get(name))) {
                nodes.put(name, Walk.fresh(child, stat));
            }
        }
        gone(known, present, nodes);
        return nodes;
    }

    private static void gone(Folder known, SequencedMap<String, FileStat> present, SequencedMap<String, Node> nodes) {
        known.leaves().keySet().stream()
                .filter(name -> !present.containsKey(name))
                .forEach(name -> nodes.put(name, new Node.Gone()));
        known.folders().keySet().stream()
                .filter(name -> !present.containsKey(name))
                .forEach(name -> nodes.put(name, new Node.Gone()));
    }
}
