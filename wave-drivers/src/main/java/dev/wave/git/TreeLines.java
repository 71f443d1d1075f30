package dev.wave.git;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A tree as text, a line for each entry: mode, id and name, the name with `%xx` for every byte that is not
/// printable ASCII.
final class TreeLines {

    private TreeLines() {}

    /// The tree's only text.
    static String write(SortedMap<String, TreeEntry> entries) {
        var text = new StringBuilder();
        entries.forEach((name, entry) -> text.append(line(name, entry)));
        return text.toString();
    }

    /// The entries a text holds; empty if it is none of a tree.
    static Optional<SortedMap<String, TreeEntry>> read(String text) {
        var entries = new TreeMap<String, TreeEntry>();
        try {
            text.lines().forEach(line -> put(line, entries));
            return Optional.of(entries);
        } catch (IllegalArgumentException | GitFailed e) {
            return Optional.empty();
        }
    }

    private static String line(String name, TreeEntry entry) {
        var line = new StringBuilder(entry.mode().octal() + " " + entry.id() + " ");
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            line.append(c > ' ' && c < 0x7f && c != '%' ? String.valueOf(c) : "%%%02x".formatted((int) c));
        }
        return line.append('\n').toString();
    }

    private static void put(String line, Map<String, TreeEntry> entries) {
        var words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("not an entry: " + line);
        }
        entries.put(name(words[2]), new TreeEntry(TreeEntry.Mode.of(words[0]), new ObjectId(words[1])));
    }

    private static String name(String encoded) {
        var name = new StringBuilder();
        for (var i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%') {
                if (i + 3 > encoded.length()) {
                    throw new IllegalArgumentException("not a name: " + encoded);
                }
                name.append((char) Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                name.append(encoded.charAt(i));
            }
        }
        return name.toString();
    }
}
