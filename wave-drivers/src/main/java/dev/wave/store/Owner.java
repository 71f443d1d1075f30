package dev.wave.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A process, named so that no other one is ever taken for it: process ids are used again, and begin anew
/// with each start of the machine and in each container.
///
/// Linux: `proc(5)`, field 22 of `/proc/PID/stat` (start in clock ticks since boot), the boot's id, and the
/// process namespace. Elsewhere the start time as the JDK knows it.
///
/// @param pid process id
/// @param started when it started, in a unit of the system's own
/// @param boot the machine's boot, and the namespace the id counts in
public record Owner(long pid, long started, String boot) {
    private static final Path PROC = Path.of("/proc");
    private static final Owner SELF = read();

    /// Whether a process still lives.
    public enum Life {
        ALIVE,
        DEAD,
        /// It lives, or lived, in another container: only its heartbeat can tell.
        UNKNOWN
    }

    /// This process.
    public static Owner self() {
        return SELF;
    }

    /// Whether the process is there now.
    public Life life() {
        if (!sameBoot()) {
            return Life.DEAD;
        }
        if (!boot.equals(SELF.boot)) {
            return Life.UNKNOWN;
        }
        return start(pid).filter(start -> start == started).isPresent() ? Life.ALIVE : Life.DEAD;
    }

    /// As in names of temporary files.
    String text() {
        return pid + "-" + started + "-" + boot;
    }

    /// The process that made a file of that name, if the name is one of [DurableFiles#temporaryName].
    static Optional<Owner> ofTemporary(String name) {
        var owner = name.substring(0, Math.max(0, name.indexOf('.'))).split("-", 3);
        try {
            return owner.length == 3
                    ? Optional.of(new Owner(Long.parseLong(owner[0]), Long.parseLong(owner[1]), owner[2]))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// The machine's boot without the namespace.
    static String bootOfMachine() {
        return machine(SELF.boot);
    }

    private boolean sameBoot() {
        return machine(boot).equals(machine(SELF.boot));
    }

    private static String machine(String boot) {
        var end = boot.indexOf('n');
        return end < 0 ? boot : boot.substring(0, end);
    }

    private static Owner read() {
        var pid = ProcessHandle.current().pid();
        return new Owner(pid, start(pid).orElse(0L), bootNow());
    }

    /// Hexadecimal digits of the boot's id, `n`, and the number of the process namespace.
    private static String bootNow() {
        try {
            var id = Files.readString(PROC.resolve("sys/kernel/random/boot_id"))
                    .strip()
                    .replace("-", "");
            var namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
            return id.substring(0, Math.min(16, id.length())) + "n" + namespace.replaceAll("[^0-9]", "");
        } catch (IOException _) {
            return "0n0";
        }
    }

    /// When the process started; empty if there is none, or only what is left of one nobody waited for.
    private static Optional<Long> start(long pid) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(process -> process.info()
                            .startInstant()
                            .map(start -> start.toEpochMilli() / 1000)
                            .orElse(0L));
        }
        try {
            // The name in the second field may hold anything, blanks and brackets too: count from its end.
            var stat = new String(
                    Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("stat")), StandardCharsets.ISO_8859_1);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") || fields[0].equals("X")
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(fields[19]));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
