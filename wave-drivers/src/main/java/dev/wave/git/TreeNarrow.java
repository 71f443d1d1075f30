package dev.wave.git;

import dev.wave.model.Glob;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The part of a tree that globs name. Folders that lie wholly inside or outside are not read.
final class TreeNarrow {
    private final GitObjects objects;
    private final List<Glob> globs;

    TreeNarrow(GitObjects objects, List<Glob> globs) {
        this.objects = objects;
        this.globs = globs;
    }

    ObjectId narrow(ObjectId tree) {
        return narrow("", tree).orElse(objects.emptyTree());
    }

    private Optional<ObjectId> narrow(String prefix, ObjectId tree) {
        var all = objects.tree(tree);
        var kept = new TreeMap<String, TreeEntry>();
        all.forEach((name, entry) -> narrowed(prefix + name, entry).ifPresent(part -> kept.put(name, part)));
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(kept.equals(all) ? tree : objects.writeTree(kept));
    }

    private Optional<TreeEntry> narrowed(String path, TreeEntry entry) {
        var shown = FileName.shown(path);
        if (!entry.isFolder()) {
            return Optional.of(entry).filter(_ -> globs.stream().anyMatch(glob -> glob.matches(shown)));
        }
        if (globs.stream().anyMatch(glob -> glob.covers(shown))) {
            return Optional.of(entry);
        }
        if (globs.stream().noneMatch(glob -> glob.reaches(shown))) {
            return Optional.empty();
        }
        return narrow(path + "/", entry.id()).map(id -> new TreeEntry(TreeEntry.Mode.FOLDER, id));
    }
}
