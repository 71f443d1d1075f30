package dev.wave.sandbox;

import java.nio.file.Path;
import java.util.List;

/// One thing of this machine that is seen in a sandbox.
public sealed interface View {

    /// The words with which bubblewrap is told.
    List<String> words();

    /// A file, folder or socket that can be read, or connected to, but not written.
    ///
    /// @param at the path inside
    record Shown(Path source, String at) implements View {

        /// At its own path.
        public static Shown here(Path path) {
            return new Shown(path, path.toString());
        }

        @Override
        public List<String> words() {
            return List.of("--ro-bind", source.toString(), at);
        }
    }

    /// A file or folder that can be written; what is mounted below it comes with it, with the rights it has.
    ///
    /// @param at the path inside
    record Writable(Path source, String at) implements View {
        @Override
        public List<String> words() {
            return List.of("--bind", source.toString(), at);
        }
    }

    /// A symbolic link.
    record Link(String target, String at) implements View {
        @Override
        public List<String> words() {
            return List.of("--symlink", target, at);
        }
    }

    /// An empty folder that cannot be written.
    record Folder(String at) implements View {
        @Override
        public List<String> words() {
            return List.of("--dir", at);
        }
    }
}
