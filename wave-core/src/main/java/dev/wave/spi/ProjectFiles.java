package dev.wave.spi;

import java.util.List;

/// The files a project is read from. Reading starts no process and follows no path out of the project.
public interface ProjectFiles {

    /// What stands at the path, relative to the project's root with `/`.
    Found read(String path);

    /// The names of the files directly in that folder, sorted; empty if there is no such folder.
    List<String> list(String folder);

    /// What was found at a path.
    sealed interface Found {

        record Text(String text) implements Found {}

        record Missing() implements Found {}

        /// There is something, and it cannot be used: too large, not UTF-8, a folder, no permission, outside
        /// the project.
        record Unusable(String reason) implements Found {}
    }
}
