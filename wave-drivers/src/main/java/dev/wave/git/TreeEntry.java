package dev.wave.git;

/// What a name in a tree stands for.
public record TreeEntry(Mode mode, ObjectId id) {

    /// The kinds of entries git knows.
    public enum Mode {
        FILE("100644"),
        EXECUTABLE("100755"),
        SYMLINK("120000"),
        FOLDER("40000"),
        SUBMODULE("160000");

        private final String octal;

        Mode(String octal) {
            this.octal = octal;
        }

        /// As it stands in a tree object.
        public String octal() {
            return octal;
        }

        /// Reads the octal number; group-writable and other historic modes of files become one of the two.
        static Mode of(String octal) {
            return of(Integer.parseInt(octal, 8));
        }

        /// The kind for a `st_mode` or an index mode.
        public static Mode of(int mode) {
            return switch (mode & 0170000) {
                case 0100000 -> (mode & 0100) == 0 ? FILE : EXECUTABLE;
                case 0120000 -> SYMLINK;
                case 0040000 -> FOLDER;
                case 0160000 -> SUBMODULE;
                default -> throw new GitFailed("a tree entry has the unknown mode " + Integer.toOctalString(mode));
            };
        }
    }

    /// A subtree.
    public boolean isFolder() {
        return mode == Mode.FOLDER;
    }

    /// A file with content of its own; not a symbolic link.
    public boolean isFile() {
        return mode == Mode.FILE || mode == Mode.EXECUTABLE;
    }
}
