package dev.wave.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who is in a folder: a process that works in it, or has a file of it open, would write to it under every
/// name it is given.
final class Occupants {
    private static final Path PROC = Path.of("/proc");

    private Occupants() {}

    /// Whether a living process that this user can see is in the folder. Nobody is where the kernel does not
    /// say.
    static boolean areIn(Path folder) throws IOException {
        if (!Files.isDirectory(PROC.resolve("self/fd"))) {
            return false;
        }
        var real = folder.toRealPath();
        try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                if (isIn(process, real)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isIn(Path process, Path folder) {
        try (var open = Files.newDirectoryStream(process.resolve("fd"))) {
            if (Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder)) {
                return true;
            }
            for (var file : open) {
                if (Files.readSymbolicLink(file).startsWith(folder)) {
                    return true;
                }
            }
        } catch (IOException _) {
            // it ended, or is somebody else's: those cannot get here
        }
        return false;
    }
}
