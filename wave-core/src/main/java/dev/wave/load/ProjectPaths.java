package dev.wave.load;

import java.util.ArrayDeque;
import java.util.Optional;

/// Paths inside the project, with `/`.
final class ProjectPaths {

    private ProjectPaths() {}

    /// The path relative to the project, seen from a folder of it; empty if it leads outside or is absolute.
    static Optional<String> resolve(String folder, String path) {
        if (path.isBlank() || path.startsWith("/") || path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        var parts = new ArrayDeque<String>();
        for (var part : (folder + "/" + path).split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }

    static Optional<String> inProject(String path) {
        return resolve("", path);
    }

    /// The folder of a file; empty for one in the project's root.
    static String folderOf(String path) {
        var slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
