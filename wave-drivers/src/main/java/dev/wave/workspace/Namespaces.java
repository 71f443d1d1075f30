package dev.wave.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Who has a workspace mounted. The kernel would mount one upper directory twice without an error, and then
/// lose writes; so Wave looks before it starts anything.
final class Namespaces {
    private static final Path PROC = Path.of("/proc");

    /// How long a killed process may take to be gone.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(2);

    private Namespaces() {}

    /// How a folder is mounted.
    enum Use {
        /// As the upper directory.
        WRITING,
        /// As any layer.
        ANY
    }

    /// Whether a living process of this user has an overlay mounted with the folder as a layer.
    ///
    /// @param folder as [Place#option] names it
    static boolean hold(String folder, Use use) throws IOException {
        return !holders(folder, use).isEmpty();
    }

    /// Waits until no living process has the folder mounted: whoever was told that a program has ended may know it a
    /// moment before the kernel has ended what was with the program in its namespace.
    ///
    /// @return whether nobody has it mounted any more; false after a time in which all that is dying is dead
    static boolean awaitRelease(String folder) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (hold(folder, Use.ANY)) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    /// Kills what still writes to the folder: whatever it did to hide, it cannot leave its mount namespace
    /// unseen.
    ///
    /// @return whether nothing does any more
    static boolean killWriters(String folder) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (var writers = holders(folder, Use.WRITING); !writers.isEmpty(); writers = holders(folder, Use.WRITING)) {
            if (System.nanoTime() > end) {
                return false;
            }
            for (var writer : writers) {
                ProcessHandle.of(writer).ifPresent(ProcessHandle::destroyForcibly);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private static List<Long> holders(String folder, Use use) throws IOException {
        var ours = Files.readSymbolicLink(PROC.resolve("self/ns/mnt"));
        var mounted = new HashMap<Path, Boolean>();
        var holders = new ArrayList<Long>();
        try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                try {
                    var namespace = Files.readSymbolicLink(process.resolve("ns/mnt"));
                    if (namespace.equals(ours)) {
                        continue;
                    }
                    var holds = mounted.get(namespace);
                    if (holds == null) {
                        holds = isMounted(process.resolve("mountinfo"), folder, use);
                        mounted.put(namespace, holds);
                    }
                    if (holds) {
                        holders.add(Long.valueOf(process.getFileName().toString()));
                    }
                } catch (IOException _) {
                    // it ended, or is somebody else's: those cannot mount what only this user can read
                }
            }
        }
        return holders;
    }

    private static boolean isMounted(Path mountInfo, String folder, Use use) throws IOException {
        return Files.readString(mountInfo, StandardCharsets.ISO_8859_1)
                .lines()
                .anyMatch(line -> line.contains(" - overlay ")
                        && (line.contains("upperdir=" + folder + ",")
                                || (use == Use.ANY && line.contains("lowerdir=" + folder + ":"))));
    }
}
