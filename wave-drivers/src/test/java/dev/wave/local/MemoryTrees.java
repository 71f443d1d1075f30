package dev.wave.local;

import dev.wave.model.Digest;
import dev.wave.model.Glob;
import dev.wave.model.History;
import dev.wave.model.TreeId;
import dev.wave.spi.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// File states in memory, merged file by file.
final class MemoryTrees implements Trees {
    private final Map<TreeId, SequencedMap<String, String>> known = new HashMap<>();

    /// The tree with these texts, by path.
    TreeId of(Map<String, String> files) {
        var sorted = new TreeMap<>(files);
        var id = new TreeId("git-sha1:" + Digest.ofText(sorted.toString()).hex().substring(0, 40));
        known.put(id, sorted);
        return id;
    }

    /// The tree with one file more.
    TreeId with(TreeId tree, String path, String text) {
        var files = new TreeMap<>(files(tree));
        files.put(path, text);
        return of(files);
    }

    private SequencedMap<String, String> files(TreeId tree) {
        return Optional.ofNullable(known.get(tree)).orElseThrow();
    }

    @Override
    public TreeId empty() {
        return of(Map.of());
    }

    @Override
    public boolean has(TreeId tree) {
        return known.containsKey(tree);
    }

    @Override
    public boolean has(History history) {
        return false;
    }

    @Override
    public boolean isIntact(TreeId from, TreeId tree) {
        return has(tree);
    }

    @Override
    public Merged merge(TreeId base, TreeId ours, TreeId theirs) {
        var merged = new TreeMap<String, String>();
        var conflicts = new ArrayList<String>();
        var paths = new TreeSet<>(files(base).keySet());
        paths.addAll(files(ours).keySet());
        paths.addAll(files(theirs).keySet());
        for (var path : paths) {
            var before = Optional.ofNullable(files(base).get(path));
            var mine = Optional.ofNullable(files(ours).get(path));
            var other = Optional.ofNullable(files(theirs).get(path));
            if (!mine.equals(before) && !other.equals(before) && !mine.equals(other)) {
                conflicts.add(path);
            } else {
                (mine.equals(before) ? other : mine).ifPresent(text -> merged.put(path, text));
            }
        }
        return conflicts.isEmpty() ? new Merged.Clean(of(merged)) : new Merged.Conflict(conflicts);
    }

    @Override
    public TreeId narrow(TreeId tree, List<String> globs) {
        var seen = new TreeMap<>(files(tree));
        seen.keySet()
                .removeIf(path -> globs.stream().noneMatch(glob -> Glob.of(glob).matches(path)));
        return of(seen);
    }

    @Override
    public List<Change> changes(TreeId from, TreeId to) {
        var paths = new TreeSet<>(files(from).keySet());
        paths.addAll(files(to).keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(files(from).get(path), files(to).get(path)))
                .map(path -> new Change(Kind.MODIFIED, path))
                .toList();
    }
}
