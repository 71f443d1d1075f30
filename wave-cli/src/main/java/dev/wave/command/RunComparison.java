package dev.wave.command;

import dev.wave.git.UnifiedDiff;
import dev.wave.key.Components;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import dev.wave.run.Content;
import dev.wave.run.RunEvent;
import dev.wave.store.StoredResults;
import dev.wave.view.KeyChange;
import dev.wave.view.Printable;
import dev.wave.view.RunDiff;
import dev.wave.view.RunDiff.StepDiff;
import dev.wave.view.StepRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Compares two runs of a project by their journals, their results and their files.
final class RunComparison {
    /// In bytes, of one artifact or of all files.
    private static final int LONGEST = 1024 * 1024;

    private final Stores stores;
    private final UnifiedDiff diff;
    private final KeyChanges keys;

    RunComparison(Stores stores) {
        this.stores = stores;
        this.diff = new UnifiedDiff(stores.trees());
        this.keys = new KeyChanges(stores);
    }

    /// @param stat whether only the files are listed, and not their lines
    RunDiff of(RunId from, RunId to, boolean stat) {
        var before = steps(from);
        var after = steps(to);
        var names = new TreeSet<>(after.keySet()); // steps side by side come in any order
        names.addAll(before.keySet());
        var steps = new LinkedHashMap<StepId, StepDiff>();
        for (var step : names) {
            var old = Optional.ofNullable(before.get(step));
            var now = Optional.ofNullable(after.get(step));
            steps.put(step, new StepDiff(old, now, keys(from, to, step), artifacts(old, now)));
        }
        var trees = tree(from).flatMap(old -> tree(to).map(now -> List.of(old, now)));
        return new RunDiff(
                from.value(),
                to.value(),
                steps,
                trees.map(pair -> files(pair.getFirst(), pair.getLast())),
                trees.map(pair -> lines(pair.getFirst(), pair.getLast(), stat)).orElse(List.of()));
    }

    private SequencedMap<StepId, StepRecord> steps(RunId run) {
        return StepRecord.of(stores.journals().read(run), new StoredResults(stores.blobs())::of);
    }

    private List<KeyChange> keys(RunId from, RunId to, StepId step) {
        var before = components(from, step);
        var after = components(to, step);
        return before.isPresent() && after.isPresent() ? keys.of(before.get(), after.get()) : List.of();
    }

    private Optional<SequencedMap<String, Value>> components(RunId run, StepId step) {
        return stores.results()
                .components(run, step)
                .flatMap(stores.blobs()::read)
                .flatMap(bytes -> Components.read(new String(bytes, StandardCharsets.UTF_8)));
    }

    private SequencedMap<String, String> artifacts(Optional<StepRecord> before, Optional<StepRecord> after) {
        var hunks = new LinkedHashMap<String, String>();
        if (before.isPresent() && after.isPresent()) {
            RunDiff.artifacts(before, after).forEach((name, pair) -> hunks.put(name, hunks(pair)));
        }
        return hunks;
    }

    private String hunks(RunDiff.Pair pair) {
        if (pair.before().orElse(null) instanceof Content.Folder(var old, var _, var _)
                && pair.after().orElse(null) instanceof Content.Folder(var now, var _, var _)) {
            return diff.text(old, now, LONGEST);
        }
        return diff.text(bytes(pair.before()), bytes(pair.after()), LONGEST);
    }

    /// What is missing is empty; a directory against a file is its name.
    private byte[] bytes(Optional<Content> content) {
        return content.map(each -> switch (each) {
                    case Content.Blob blob -> stores.blobs().read(blob.digest()).orElseGet(() -> new byte[0]);
                    case Content.Folder folder -> (folder.tree() + "\n").getBytes(StandardCharsets.UTF_8);
                })
                .orElseGet(() -> new byte[0]);
    }

    private Optional<TreeId> tree(RunId run) {
        var tree = Optional.<TreeId>empty();
        for (var recorded : stores.journals().read(run)) {
            tree = switch (recorded.event()) {
                case RunEvent.RunFinished finished -> finished.tree();
                case RunEvent.RunResumed _ -> Optional.empty();
                default -> tree;
            };
        }
        return tree;
    }

    private List<Value.Obj> files(TreeId from, TreeId to) {
        return diff.summary(from, to).stream()
                .map(FileLines::json)
                .map(Value.Obj.class::cast)
                .toList();
    }

    private List<String> lines(TreeId from, TreeId to, boolean stat) {
        var lines = new ArrayList<>(FileLines.of(diff.summary(from, to)));
        if (!stat) {
            Printable.block(diff.text(from, to, LONGEST)).text().lines().forEach(lines::add);
        }
        return lines;
    }
}
