package dev.wave.sandbox;

import dev.wave.sandbox.Enforcement.Guard;
import dev.wave.sandbox.LimitGroups.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What this machine's programs can be held to together, and by what.
///
/// @param memory groups with a limit of memory
/// @param processes groups with a limit of processes; only looked for where the system's own limit does not hold
/// @param isRoot whether the system's own limit of processes does not hold
record Limits(Optional<LimitGroups> memory, Optional<LimitGroups> processes, boolean isRoot) {
    static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), false);

    static Limits find(InsideUser user) {
        return new Limits(
                LimitGroups.find(Kind.MEMORY),
                user.isRootOutside() ? LimitGroups.find(Kind.PROCESSES) : Optional.empty(),
                user.isRootOutside());
    }

    /// The groups for what one workspace starts, made if they are not there.
    List<Path> groups(String name, Optional<Long> memoryBytes) throws IOException {
        var groups = new LinkedHashSet<Path>(); // of version 2, one group has both limits
        if (memory.isPresent() && memoryBytes.isPresent()) {
            groups.add(memory.get().make(named(name), memoryBytes.get()));
        }
        if (processes.isPresent()) {
            groups.add(processes.get().make(named(name), Sandbox.MOST_PROCESSES));
        }
        return List.copyOf(groups);
    }

    void release(String name) {
        memory.ifPresent(groups -> groups.remove(named(name)));
        processes.ifPresent(groups -> groups.remove(named(name)));
    }

    private static String named(String name) {
        return "wave-" + name;
    }

    Guard ofMemory() {
        return by(memory, "memory");
    }

    Guard ofProcesses() {
        return isRoot
                ? by(processes, "processes")
                : new Guard.Kept("the system's limit for users (" + Sandbox.MOST_PROCESSES + ")");
    }

    private static Guard by(Optional<LimitGroups> groups, String what) {
        return groups.<Guard>map(found -> new Guard.Kept("control groups (" + found.parent() + ")"))
                .orElseGet(() -> new Guard.NotKept(
                        "no control group with a limit of " + what + " may be divided here",
                        "run Wave in a session of systemd, or where a control group is delegated to you"));
    }
}
