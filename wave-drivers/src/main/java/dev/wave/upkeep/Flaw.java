package dev.wave.upkeep;

import java.nio.file.Path;

/// Something of the store that is not as it was written.
///
/// @param what it is, for people, with who needs it
/// @param remedy what there is to do about it, for people
public record Flaw(Kind kind, Path file, String what, String remedy) {

    /// In which way.
    public enum Kind {
        /// It is there with other bytes.
        DAMAGED,
        /// It is not there, and somebody needs it.
        MISSING,
        /// It is there and cannot be read.
        UNREADABLE
    }
}
