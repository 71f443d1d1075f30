package dev.wave.git;

import dev.wave.model.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which of a project's files are not part of a base: Wave's own, and what `.waveignore` names. That file has
/// a pattern a line, as in `.gitignore`: `#` opens a comment, `!` takes back, the last match counts; nothing
/// below an ignored folder can be taken back. It works on tracked files too.
final class BaseFilter {
    static final String FILE = ".waveignore";
    private static final List<String> OWN = List.of("wave.yaml", "wave.lock", ".wave");

    private final List<Rule> rules;

    private BaseFilter(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private record Rule(Glob glob, boolean back) {}

    /// Reads the text of a `.waveignore`, which may be empty.
    static BaseFilter of(String text) {
        var rules = new ArrayList<Rule>();
        text.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> rules.add(
                        line.startsWith("!")
                                ? new Rule(Glob.of(line.substring(1)), true)
                                : new Rule(Glob.of(line), false)));
        return new BaseFilter(rules);
    }

    /// As the project's tree has it.
    static BaseFilter of(GitObjects objects, ObjectId tree) {
        var ignore = objects.find(tree, FILE).filter(TreeEntry::isFile);
        return of(ignore.map(file -> new String(objects.blob(file.id()), StandardCharsets.UTF_8))
                .orElse(""));
    }

    /// Whether a file of the project, by its path from the project's root, is left out.
    boolean excludes(String path) {
        var first = path.indexOf('/') < 0 ? path : path.substring(0, path.indexOf('/'));
        if (OWN.contains(first)) {
            return true;
        }
        if (rules.isEmpty()) {
            return false;
        }
        for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (ignored(path.substring(0, slash), true)) {
                return true;
            }
        }
        return ignored(path, false);
    }

    /// The tree without the files that are left out.
    ObjectId without(GitObjects objects, ObjectId tree) {
        var edit = new TreeEdit();
        OWN.forEach(name -> edit.put(name, Optional.empty()));
        var rest = edit.apply(objects, tree);
        return rules.isEmpty() ? rest : filtered(objects, "", rest).orElse(objects.emptyTree());
    }

    /// Whether the tree without what is left out has these entries. Usually tells it without writing that tree.
    boolean leaves(GitObjects objects, ObjectId tree, SortedMap<String, TreeEntry> entries) {
        if (!rules.isEmpty()) {
            return objects.tree(without(objects, tree)).equals(entries);
        }
        var left = objects.tree(tree);
        left.keySet().removeAll(OWN);
        return left.equals(entries);
    }

    private Optional<ObjectId> filtered(GitObjects objects, String prefix, ObjectId tree) {
        var all = objects.tree(tree);
        var kept = new TreeMap<String, TreeEntry>();
        all.forEach((name, entry) -> {
            if (!ignored(prefix + name, entry.isFolder())) {
                if (entry.isFolder()) {
                    filtered(objects, prefix + name + "/", entry.id())
                            .ifPresent(id -> kept.put(name, new TreeEntry(entry.mode(), id)));
                } else {
                    kept.put(name, entry);
                }
            }
        });
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(kept.equals(all) ? tree : objects.writeTree(kept));
    }

    private boolean ignored(String path, boolean folder) {
        var shown = FileName.shown(path);
        for (var rule : rules.reversed()) {
            if (folder ? rule.glob().matchesFolder(shown) : rule.glob().matches(shown)) {
                return !rule.back();
            }
        }
        return false;
    }
}
