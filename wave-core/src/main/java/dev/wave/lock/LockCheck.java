package dev.wave.lock;

import dev.wave.key.KeyDiff;
import dev.wave.lock.Lock.LockedPipeline;
import dev.wave.lock.Lock.LockedStep;
import dev.wave.model.Digest;
import dev.wave.model.PipelineName;
import dev.wave.model.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Compares what a lock says with what the project's files amount to now.
public final class LockCheck {
    private final Edits edits;
    private final List<Difference> found = new ArrayList<>();

    private LockCheck(Edits edits) {
        this.edits = edits;
    }

    /// One way in which a project is not what its lock says.
    ///
    /// @param where what it is about, for example `feature-development.implement`
    /// @param what says how it changed, without a full stop
    /// @param edits what of a step's definition changed, as far as somebody knows
    public record Difference(String where, String what, List<KeyDiff.Difference> edits) {
        public Difference {
            edits = List.copyOf(edits);
        }

        @Override
        public String toString() {
            return where + ": " + what;
        }
    }

    /// Finds out what of a step's definition changed. Asked only of definitions that did.
    @FunctionalInterface
    public interface Edits {

        /// Nobody knows.
        Edits UNKNOWN = (_, _, _) -> List.of();

        /// By component; empty if what was locked cannot be had again.
        ///
        /// @param locked digest of the definition as it was
        List<KeyDiff.Difference> of(PipelineName pipeline, StepId step, Digest locked);
    }

    /// Every difference, in the order of the file; empty if the lock is up to date. Recordings are not
    /// compared.
    public static List<Difference> compare(Lock locked, Lock now, Edits edits) {
        var check = new LockCheck(edits);
        if (locked.keys() != now.keys()) {
            check.add(
                    "keys",
                    "made by a Wave that computes keys as version " + locked.keys() + ", this one as " + now.keys());
        }
        if (!locked.project().equals(now.project())) {
            check.add("the project's name", renamed(locked.project(), now.project()));
        }
        check.each("adapter ", locked.pins().adapters(), now.pins().adapters(), check.replaced("adapter "));
        check.each("model ", locked.pins().models(), now.pins().models(), check.replaced("model "));
        check.each("persona ", locked.personas(), now.personas(), check.replaced("persona "));
        check.each("schema ", locked.schemas(), now.schemas(), check.replaced("schema "));
        check.each("", locked.pipelines(), now.pipelines(), check::pipeline);
        return List.copyOf(check.found);
    }

    private static String renamed(Optional<String> locked, Optional<String> now) {
        if (now.isEmpty()) {
            return "is in the lock, where nothing needs it any more";
        }
        return locked.map(before -> "was " + before + ", is " + now.get()).orElse(now.get() + " is not in the lock");
    }

    /// A pair of the same name that is not equal.
    private record Pair<V>(V locked, V now) {}

    private <K extends Comparable<K>, V> void each(
            String prefix, SequencedMap<K, V> locked, SequencedMap<K, V> now, BiConsumer<K, Pair<V>> changed) {
        var names = new TreeSet<K>(locked.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            var before = Optional.ofNullable(locked.get(name));
            var after = Optional.ofNullable(now.get(name));
            if (before.isEmpty()) {
                add(prefix + name, "is not in the lock");
            } else if (after.isEmpty()) {
                add(prefix + name, "is in the lock, and in the project no more");
            } else if (!before.get().equals(after.get())) {
                changed.accept(name, new Pair<>(before.get(), after.get()));
            }
        }
    }

    private <K, V> BiConsumer<K, Pair<V>> replaced(String prefix) {
        return (name, pair) -> add(prefix + name, "was " + pair.locked() + ", is " + pair.now());
    }

    private void pipeline(PipelineName name, Pair<LockedPipeline> pair) {
        var params = name + " --";
        each(params, pair.locked().params(), pair.now().params(), replaced(params));
        each(name + ".", pair.locked().steps(), pair.now().steps(), (id, steps) -> step(name, id, steps));
    }

    private void step(PipelineName pipeline, StepId id, Pair<LockedStep> pair) {
        var where = pipeline + "." + id;
        var locked = pair.locked().definition();
        var change = GrantChange.of(pair.locked(), pair.now());
        var grants = change.map(each -> ": " + each).orElse("");
        if (locked.equals(pair.now().definition())) {
            add(where, "what it may do is written differently" + grants);
        } else {
            var what = "its definition changed" + (change.isPresent() ? ", and what it may do" : "") + grants;
            found.add(new Difference(where, what, edits.of(pipeline, id, locked)));
        }
    }

    private void add(String where, String what) {
        found.add(new Difference(where, what, List.of()));
    }
}
