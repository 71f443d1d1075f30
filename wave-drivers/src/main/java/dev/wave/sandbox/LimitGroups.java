package dev.wave.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// Holds programs to a limit together, by control groups of Linux: of version 2 below the nearest group of this
/// process that is its user's to divide, else of version 1.
///
/// Sources: `Documentation/admin-guide/cgroup-v2.rst`, `cgroup-v1/memory.rst` and `cgroup-v1/pids.rst` of the
/// kernel.
///
/// @param parent the group below which those of programs are made
/// @param limit the file of a group that takes the number
record LimitGroups(Path parent, String limit) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final Path TREE = Path.of("/sys/fs/cgroup");

    /// What is limited, and as the kernel names it.
    enum Kind {
        /// Bytes of memory.
        MEMORY("memory", "memory.max", "memory.limit_in_bytes", 64L << 20),
        /// Processes and threads.
        PROCESSES("pids", "pids.max", "pids.max", 64);

        private final String controller;
        private final String limit;
        private final String limitOfVersion1;
        private final long some;

        Kind(String controller, String limit, String limitOfVersion1, long some) {
            this.controller = controller;
            this.limit = limit;
            this.limitOfVersion1 = limitOfVersion1;
            this.some = some;
        }
    }

    /// Where such groups can be made here, which is tried; empty if nowhere.
    static Optional<LimitGroups> find(Kind kind) {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
                var parts = line.split(":", 3);
                var own = parts.length < 3 ? "" : parts[2];
                var found = parts.length == 3 && parts[1].isEmpty()
                        ? divisible(kind, own)
                        : parts.length == 3 && List.of(parts[1].split(",", -1)).contains(kind.controller)
                                ? version1(kind, own)
                                : Optional.<LimitGroups>empty();
                if (found.isPresent() && found.get().works(kind.some)) {
                    return found;
                }
            }
        } catch (IOException _) {
            return Optional.empty(); // no control groups
        }
        return Optional.empty();
    }

    /// Processes and limits cannot be in one group of version 2: a group above this process's own is looked for
    /// whose children are given the controller.
    private static Optional<LimitGroups> divisible(Kind kind, String own) throws IOException {
        for (var group = below(own); group.startsWith(TREE); group = group.resolveSibling("")) {
            var given = group.resolve("cgroup.subtree_control");
            if (Files.isWritable(group)
                    && Files.isWritable(group.resolve("cgroup.procs"))
                    && Files.isReadable(given)
                    && List.of(Files.readString(given).strip().split(" ", -1)).contains(kind.controller)) {
                return Optional.of(new LimitGroups(group, kind.limit));
            }
        }
        return Optional.empty();
    }

    private static Optional<LimitGroups> version1(Kind kind, String own) {
        var tree = TREE.resolve(kind.controller);
        for (var group : List.of(tree.resolve(own.substring(1)), tree)) {
            if (Files.isWritable(group)) {
                return Optional.of(new LimitGroups(group, kind.limitOfVersion1));
            }
        }
        return Optional.empty();
    }

    private static Path below(String own) {
        return TREE.resolve(own.substring(1)).normalize();
    }

    private boolean works(long some) {
        try {
            var group = make("wave-probe-" + UUID.randomUUID(), some);
            Files.delete(group);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// A group with this limit, if it is not there yet.
    Path make(String name, long most) throws IOException {
        var group = at(name);
        if (!Files.isDirectory(group)) {
            Files.createDirectory(group);
        }
        Files.writeString(group.resolve(limit), Long.toString(most));
        return group;
    }

    /// Removes the group if there is one and nothing is in it. What was killed just now leaves it a moment later.
    void remove(String name) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isRemoved(at(name)) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isRemoved(Path group) {
        try {
            Files.deleteIfExists(group);
            return true;
        } catch (IOException _) {
            return false; // something is still in it: if it stays, an empty group costs nothing
        }
    }

    private Path at(String name) {
        return parent.resolve(name);
    }
}
