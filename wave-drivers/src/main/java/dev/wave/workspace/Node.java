package dev.wave.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SequencedMap;

/// What became of one name in a workspace, against what Wave put there. A name that has no node is as it was.
sealed interface Node {

    /// It was there and is no more.
    record Gone() implements Node {}

    /// A regular file that is new or may have changed.
    record File(Path path, boolean executable) implements Node {}

    /// A symbolic link that is new or may have changed.
    ///
    /// @param target as bytes, one char a byte
    record Link(String target) implements Node {}

    /// A folder in which something may have changed.
    ///
    /// @param fresh nothing of what was under this name before shows through
    record Folder(boolean fresh, Children children) implements Node {}

    /// Something that is no file: a pipe, a socket, a device.
    record Odd(String what) implements Node {}

    /// The changed names of a folder, by name. Read when asked: a folder that is ignored is never listed.
    interface Children {
        SequencedMap<String, Node> list() throws IOException;
    }
}
