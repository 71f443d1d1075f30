package dev.wave.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Holds programs to their limit of memory together, by control groups of Linux: of version 2 below the
/// nearest group of this process that is its user's to divide, else of version 1.
///
/// Sources: `Documentation/admin-guide/cgroup-v2.rst` and `cgroup-v1/memory.rst` of the kernel.
///
/// @param parent the group below which those of programs are made
/// @param limit the file of a group that takes the bytes
record MemoryGroups(Path parent, String limit) {
    private static final Path TREE = Path.of("/sys/fs/cgroup");
    private static final long ANY = 64L << 20;

    /// Where such groups can be made here, which is tried; empty if nowhere.
    static Optional<MemoryGroups> find() {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
                var parts = line.split(":", 3);
                var own = parts.length < 3 ? "" : parts[2];
                var found = parts.length == 3 && parts[1].isEmpty()
                        ? divisible(own)
                        : parts.length == 3 && List.of(parts[1].split(",", -1)).contains("memory")
                                ? version1(own)
                                : Optional.<MemoryGroups>empty();
                if (found.isPresent() && found.get().works()) {
                    return found;
                }
            }
        } catch (IOException _) {
            return Optional.empty(); // no control groups
        }
        return Optional.empty();
    }

    /// Processes and limits cannot be in one group of version 2: a group above this process's own is looked for
    /// whose children are given memory.
    private static Optional<MemoryGroups> divisible(String own) throws IOException {
        for (var group = below(own); group.startsWith(TREE); group = group.resolveSibling("")) {
            var given = group.resolve("cgroup.subtree_control");
            if (Files.isWritable(group)
                    && Files.isWritable(group.resolve("cgroup.procs"))
                    && Files.isReadable(given)
                    && List.of(Files.readString(given).strip().split(" ", -1)).contains("memory")) {
                return Optional.of(new MemoryGroups(group, "memory.max"));
            }
        }
        return Optional.empty();
    }

    private static Optional<MemoryGroups> version1(String own) {
        var tree = TREE.resolve("memory");
        for (var group : List.of(tree.resolve(own.substring(1)), tree)) {
            if (Files.isWritable(group)) {
                return Optional.of(new MemoryGroups(group, "memory.limit_in_bytes"));
            }
        }
        return Optional.empty();
    }

    private static Path below(String own) {
        return TREE.resolve(own.substring(1)).normalize();
    }

    private boolean works() {
        try {
            var group = make("wave-probe-" + UUID.randomUUID(), ANY);
            Files.delete(group);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// A group with this limit, if it is not there yet.
    Path make(String name, long bytes) throws IOException {
        var group = parent.resolve(name);
        if (!Files.isDirectory(group)) {
            Files.createDirectory(group);
        }
        Files.writeString(group.resolve(limit), Long.toString(bytes));
        return group;
    }
}
