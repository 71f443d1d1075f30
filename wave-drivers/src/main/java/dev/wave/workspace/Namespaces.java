package dev.wave.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;

/// Who has a workspace mounted. The kernel would mount one upper directory twice without an error, and then
/// lose writes; so Wave looks before it starts anything.
final class Namespaces {
    private static final Path PROC = Path.of("/proc");

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
    /// @param folder relative to the project's [Place], as mount options name it
    static boolean hold(String folder, Use use) throws IOException {
        var seen = new HashSet<Path>();
        seen.add(Files.readSymbolicLink(PROC.resolve("self/ns/mnt")));
        try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                try {
                    if (seen.add(Files.readSymbolicLink(process.resolve("ns/mnt")))
                            && isMounted(process.resolve("mountinfo"), folder, use)) {
                        return true;
                    }
                } catch (IOException _) {
                    // it ended, or is somebody else's: those cannot mount what only this user can read
                }
            }
        }
        return false;
    }

    private static boolean isMounted(Path mountInfo, String folder, Use use) throws IOException {
        return Files.readString(mountInfo, StandardCharsets.ISO_8859_1)
                .lines()
                .anyMatch(line -> line.contains(" - overlay ")
                        && (line.contains("upperdir=" + folder + ",")
                                || (use == Use.ANY && line.contains("lowerdir=" + folder + ":"))));
    }
}
