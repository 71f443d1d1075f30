package dev.wave.local;

import dev.wave.local.EditedProject.Change;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// An edit of a project, and by hand what has to follow from it.
///
/// @param place the file and line where it is written down
/// @param keys the steps whose keys change although the steps before them produce what they did
/// @param after the further steps whose keys change if every step whose key changes produces something else
/// @param definitions the steps whose definitions change
/// @param names what steps and artifacts are called after the edit, by what they were called
record Edit(
        String place,
        String name,
        List<Change> changes,
        Set<String> keys,
        Set<String> after,
        Set<String> definitions,
        SequencedMap<String, String> names) {
    Edit {
        changes = List.copyOf(changes);
        names = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(names));
    }

    /// Reads a line of a section "changes": `NAME :: HOW :: KEYS > KEYS AFTER :: DEFINITIONS [:: OLD = NEW, …]`.
    static Edit semantic(String place, String file, String line) {
        var columns = columns(line);
        if (columns.size() < 4) {
            throw new IllegalArgumentException(place + ": an edit has four columns");
        }
        var keys = columns.get(2).split(">", 2);
        return new Edit(
                place,
                columns.getFirst(),
                changes(file, columns.get(1)),
                words(keys[0]),
                keys.length > 1 ? words(keys[1]) : Set.of(),
                words(columns.get(3)),
                names(columns.size() > 4 ? columns.get(4) : ""));
    }

    /// Reads a line of a section "changes nothing": `NAME :: HOW [:: OLD = NEW, …]`.
    static Edit cosmetic(String place, String file, String line) {
        var columns = columns(line);
        return new Edit(
                place,
                columns.getFirst(),
                changes(file, columns.get(1)),
                Set.of(),
                Set.of(),
                Set.of(),
                names(columns.size() > 2 ? columns.get(2) : ""));
    }

    /// All steps whose keys change.
    Set<String> all() {
        var all = new TreeSet<>(keys);
        all.addAll(after);
        return all;
    }

    private static List<String> columns(String line) {
        return Arrays.stream(line.split(" :: ", -1)).map(String::strip).toList();
    }

    private static Set<String> words(String text) {
        var words = new TreeSet<>(List.of(text.strip().split("\\s+")));
        words.removeAll(Set.of("-", ""));
        return words;
    }

    private static SequencedMap<String, String> names(String text) {
        var names = new LinkedHashMap<String, String>();
        for (var pair : new LinkedHashSet<>(List.of(text.split(",")))) {
            if (!pair.isBlank()) {
                names.put(pair.split(" = ", 2)[0].strip(), pair.split(" = ", 2)[1].strip());
            }
        }
        return names;
    }

    private static List<Change> changes(String file, String text) {
        return Arrays.stream(text.split(" ;; ")).map(how -> change(file, how)).toList();
    }

    private static Change change(String file, String how) {
        var verb = how.split(" ", 2);
        return switch (verb[0]) {
            case "append" -> new Change.Append(file, text(verb[1]));
            case "prepend" -> new Change.Prepend(file, text(verb[1]));
            case "create" -> new Change.Create(verb[1].split(": ", 2)[0], text(verb[1].split(": ", 2)[1]));
            case "delete" -> new Change.Delete(verb[1]);
            case "in" -> change(verb[1].split(": ", 2)[0], verb[1].split(": ", 2)[1]);
            case "move" -> new Change.Move(verb[1].split(" to ", 2)[0], verb[1].split(" to ", 2)[1]);
            default -> {
                var sides = how.split(" → ", 2);
                if (sides.length < 2) {
                    throw new IllegalArgumentException("no edit: " + how);
                }
                yield new Change.Replace(file, text(sides[0]), text(sides[1]));
            }
        };
    }

    /// `in FILE: HOW` is about another file than the section's. `⏎` is a line end, `␣` a blank, `∅` nothing.
    private static String text(String text) {
        return text.replace('⏎', '\n').replace('␣', ' ').replace("∅", "");
    }
}
