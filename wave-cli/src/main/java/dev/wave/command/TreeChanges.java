package dev.wave.command;

import dev.wave.key.KeyDiff;
import dev.wave.model.TreeId;
import dev.wave.spi.Trees;
import dev.wave.spi.Trees.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What two file states differ in, for a difference that only names the two. Many steps see the same files, so each
/// pair is compared once.
final class TreeChanges {
    private final Trees trees;
    private final Map<Pair, Optional<List<Change>>> known = new HashMap<>();

    TreeChanges(Trees trees) {
        this.trees = trees;
    }

    private record Pair(TreeId before, TreeId after) {}

    /// The files that differ; empty if the difference is about something else, or one of the trees is gone.
    Optional<List<Change>> of(KeyDiff.Difference difference) {
        return tree(difference.before())
                .flatMap(before -> tree(difference.after()).map(after -> new Pair(before, after)))
                .flatMap(pair -> known.computeIfAbsent(pair, this::compare));
    }

    private Optional<List<Change>> compare(Pair pair) {
        return trees.has(pair.before()) && trees.has(pair.after())
                ? Optional.of(trees.changes(pair.before(), pair.after()))
                : Optional.empty();
    }

    private static Optional<TreeId> tree(String shown) {
        return Optional.of(shown.replace("\"", "")).filter(TreeId::isValid).map(TreeId::new);
    }
}
