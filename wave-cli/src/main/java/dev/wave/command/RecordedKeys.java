package dev.wave.command;

import dev.wave.key.Key;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The keys that recordings committed beside the lock have results for. These came with the sources, unasked, and
/// stand for nothing but their own replay.
final class RecordedKeys {
    private final LockFile lock;
    private Optional<Map<Key, RecordingName>> names = Optional.empty();

    RecordedKeys(LockFile lock) {
        this.lock = lock;
    }

    /// The first of them that has a result for the key. The lock is read when this is first asked.
    Optional<RecordingName> of(Key key) {
        var known = names.orElseGet(this::read);
        names = Optional.of(known);
        return Optional.ofNullable(known.get(key));
    }

    private Map<Key, RecordingName> read() {
        var read = new HashMap<Key, RecordingName>();
        lock.read()
                .ifPresent(said -> said.recordings().forEach((name, recording) -> {
                    if (recording.bytes() == Recording.Bytes.VENDORED) {
                        recording.steps().values().forEach(taken -> read.putIfAbsent(taken.key(), name));
                    }
                }));
        return read;
    }
}
