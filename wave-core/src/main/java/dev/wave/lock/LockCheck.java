package dev.wave.lock;

import dev.wave.lock.Lock.LockedPipeline;
import dev.wave.lock.Lock.LockedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Compares what a lock says with what the project's files amount to now.
public final class LockCheck {
    private final List<Difference> found = new ArrayList<>();

    private LockCheck() {}

    /// One way in which a project is not what its lock says.
    ///
    /// @param where what it is about, for example `feature-development.implement`
    /// @param what says how it changed, without a full stop
    public record Difference(String where, String what) {
        @Override
        public String toString() {
            return where + ": " + what;
        }
    }

    /// Every difference, in the order of the file; empty if the lock is up to date. Recordings are not
    /// compared.
    public static List<Difference> compare(Lock locked, Lock now) {
        var check = new LockCheck();
        if (locked.keys() != now.keys()) {
            check.add(
                    "keys",
                    "made by a Wave that computes keys as version " + locked.keys() + ", this one as " + now.keys());
        }
        if (!locked.project().equals(now.project())) {
            check.add("the project's name", renamed(locked.project(), now.project()));
        }
        check.each("adapter ", locked.pins().adapters(), now.pins().adapters(), check::replaced);
        check.each("model ", locked.pins().models(), now.pins().models(), check::replaced);
        check.each("persona ", locked.personas(), now.personas(), check::replaced);
        check.each("schema ", locked.schemas(), now.schemas(), check::replaced);
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
            String prefix, SequencedMap<K, V> locked, SequencedMap<K, V> now, BiConsumer<String, Pair<V>> changed) {
        var names = new TreeSet<K>(locked.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            var where = prefix + name;
            var before = Optional.ofNullable(locked.get(name));
            var after = Optional.ofNullable(now.get(name));
            if (before.isEmpty()) {
                add(where, "is not in the lock");
            } else if (after.isEmpty()) {
                add(where, "is in the lock, and in the project no more");
            } else if (!before.get().equals(after.get())) {
                changed.accept(where, new Pair<>(before.get(), after.get()));
            }
        }
    }

    private <V> void replaced(String where, Pair<V> pair) {
        add(where, "was " + pair.locked() + ", is " + pair.now());
    }

    private void pipeline(String where, Pair<LockedPipeline> pair) {
        each(where + " --", pair.locked().params(), pair.now().params(), this::replaced);
        each(where + ".", pair.locked().steps(), pair.now().steps(), this::step);
    }

    private void step(String where, Pair<LockedStep> pair) {
        var change = GrantChange.of(pair.locked(), pair.now());
        var what = pair.locked().definition().equals(pair.now().definition())
                ? "what it may do is written differently"
                : "its definition changed" + (change.isPresent() ? ", and what it may do" : "");
        add(where, what + change.map(each -> ": " + each).orElse(""));
    }

    private void add(String where, String what) {
        found.add(new Difference(where, what));
    }
}
