package dev.wave.git;

import dev.wave.spi.Trees;
import java.util.Optional;

/// One file that differs between two trees; at least one side is there.
///
/// @param path with `/`, its chars are bytes (see [FileName])
/// @param from what it was; absent if it is new
/// @param to what it is; absent if it is gone
public record FileChange(String path, Optional<TreeEntry> from, Optional<TreeEntry> to) {

    /// How it differs.
    public Trees.Kind kind() {
        if (from.isEmpty()) {
            return Trees.Kind.ADDED;
        }
        return to.isEmpty() ? Trees.Kind.DELETED : Trees.Kind.MODIFIED;
    }

    /// The path for people.
    public String shown() {
        return FileName.shown(path);
    }
}
