package dev.wave.command;

import dev.wave.key.Key;
import dev.wave.lock.RecordingName;
import dev.wave.plan.Plan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The keys that recordings of the lock have results for, and why a run does not find them: they came with the
/// sources, unasked, and stand for nothing but their own replay; or nobody has pulled them.
final class RecordedKeys {
    private final LockFile lock;
    private final Plan plan;
    private Optional<Map<Key, Kept>> known = Optional.empty();

    RecordedKeys(LockFile lock, Plan plan) {
        this.lock = lock;
        this.plan = plan;
    }

    /// A recording that has a result for a key.
    sealed interface Kept {

        /// What it has may not stand for a step of a run.
        record ForReplay(RecordingName name) implements Kept {}

        /// What it has might stand for one, and is not here.
        record Elsewhere(RecordingName name) implements Kept {}
    }

    /// The first recording that has a result for a key under which nothing is found here, before others one that can
    /// be pulled. The lock is read when this is first asked.
    Optional<Kept> of(Key key) {
        var kept = known.orElseGet(this::read);
        known = Optional.of(kept);
        return Optional.ofNullable(kept.get(key));
    }

    private Map<Key, Kept> read() {
        var read = new HashMap<Key, Kept>();
        lock.read()
                .ifPresent(said -> said.recordings().forEach((name, recording) -> {
                    var kept =
                            Reusable.mayStandFor(plan, recording) ? new Kept.Elsewhere(name) : new Kept.ForReplay(name);
                    recording.steps().values().forEach(taken -> read.merge(taken.key(), kept, RecordedKeys::better));
                }));
        return read;
    }

    private static Kept better(Kept first, Kept second) {
        return first instanceof Kept.ForReplay && second instanceof Kept.Elsewhere ? second : first;
    }
}
