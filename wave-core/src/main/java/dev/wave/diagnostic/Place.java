package dev.wave.diagnostic;

/// A position in a file of the project. Line and column count from 1; columns count UTF-16 code units.
///
/// @param file path relative to the project's root, with `/`
public record Place(String file, int line, int column) implements Comparable<Place> {

    public Place {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("places count from 1: " + file + ":" + line + ":" + column);
        }
    }

    /// The beginning of a file, for problems of the file as a whole.
    public static Place startOf(String file) {
        return new Place(file, 1, 1);
    }

    @Override
    public int compareTo(Place other) {
        var byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        var byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
