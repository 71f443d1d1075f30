package dev.wave.process;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Finds programs as a shell does: by `PATH`, or by path if the name holds a `/`.
public final class Programs {

    private Programs() {}

    /// The file that starting `name` in `directory` would run.
    public static Optional<Path> find(String name, String path, Path directory) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (name.contains("/")) {
                return Optional.of(directory.resolve(name)).filter(Programs::runs);
            }
            for (var folder : path.split(":", -1)) {
                var file = directory.resolve(folder).resolve(name); // an empty entry means the directory itself
                if (runs(file)) {
                    return Optional.of(file);
                }
            }
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
