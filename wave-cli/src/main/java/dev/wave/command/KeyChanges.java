package dev.wave.command;

import dev.wave.git.UnifiedDiff;
import dev.wave.key.KeyDiff;
import dev.wave.model.Value;
import dev.wave.spi.Trees.Change;
import dev.wave.view.KeyChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SequencedMap;

/// Finds out what a person wants to see of two keys that differ: files for trees, lines for long texts.
final class KeyChanges {
    /// In bytes.
    private static final int LONGEST = 256 * 1024;

    private final TreeChanges trees;
    private final UnifiedDiff diff;

    KeyChanges(Stores stores) {
        this.trees = new TreeChanges(stores.trees());
        this.diff = new UnifiedDiff(stores.trees());
    }

    List<KeyChange> of(SequencedMap<String, Value> before, SequencedMap<String, Value> after) {
        return KeyDiff.all(before, after).stream().map(this::of).toList();
    }

    private KeyChange of(KeyDiff.Difference difference) {
        var files = trees.of(difference).orElse(List.of()).stream()
                .map(Change::path)
                .toList();
        var hunks = difference
                .texts()
                .map(texts -> diff.text(bytes(texts.before()), bytes(texts.after()), LONGEST))
                .orElse("");
        return new KeyChange(difference, files, hunks);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
