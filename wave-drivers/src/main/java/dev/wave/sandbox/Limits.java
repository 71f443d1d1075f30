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
/// @param processes groups with a limit of processes; only looked for where nothing cheaper holds
/// @param count what keeps the number of processes
record Limits(Optional<LimitGroups> memory, Optional<LimitGroups> processes, Guard count) {

    static Limits find(InsideUser user, Enclosure enclosure) {
        var memory = LimitGroups.find(Kind.MEMORY);
        if (enclosure.isLimited()) {
            return new Limits(memory, Optional.empty(), kept("a process namespace with a limit"));
        }
        if (!user.isRootOutside()) {
            return new Limits(memory, Optional.empty(), kept("the system's limit for users"));
        }
        var processes = LimitGroups.find(Kind.PROCESSES);
        return new Limits(memory, processes, by(processes, "processes"));
    }

    private static Guard kept(String by) {
        return new Guard.Kept("%s (%d)".formatted(by, Sandbox.MOST_PROCESSES));
    }

    Limits withoutGroups() {
        return new Limits(Optional.empty(), Optional.empty(), count);
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

    private static Guard by(Optional<LimitGroups> groups, String what) {
        return groups.<Guard>map(found -> new Guard.Kept("control groups (" + found.parent() + ")"))
                .orElseGet(() -> new Guard.NotKept(
                        "no control group with a limit of " + what + " may be divided here",
                        "run Wave in a session of systemd, or where a control group is delegated to you"));
    }
}
