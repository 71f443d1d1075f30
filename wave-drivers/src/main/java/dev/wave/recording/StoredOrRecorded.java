package dev.wave.recording;

import dev.wave.key.Key;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.spi.Results;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// What this machine's runs stored, and then what recordings hold: a colleague's recorded result stands for a
/// step as one of an earlier run does, if all its bytes are at hand. What a run makes is stored with the machine's
/// own.
///
/// Recordings are looked at only for a key that nothing is stored under.
public final class StoredOrRecorded implements Results {
    private final Results stored;
    private final Supplier<SequencedMap<RecordingName, Recording>> recordings;
    private final RecordingFiles files;
    private final Map<RecordingName, Boolean> atHand = new HashMap<>();

    private Optional<SequencedMap<RecordingName, Recording>> read = Optional.empty();

    /// @param recordings those that count, asked for at most once
    public StoredOrRecorded(
            Results stored, Supplier<SequencedMap<RecordingName, Recording>> recordings, RecordingFiles files) {
        this.stored = stored;
        this.recordings = recordings;
        this.files = files;
    }

    @Override
    public void put(RunId run, StepId step, Key key, Digest result, boolean shared) {
        stored.put(run, step, key, result, shared);
    }

    @Override
    public Optional<Stored> current(Key key) {
        return stored.current(key).or(() -> recorded(key));
    }

    /// Steps are prepared beside each other.
    private synchronized Optional<Stored> recorded(Key key) {
        var all = read.orElseGet(recordings);
        read = Optional.of(all);
        for (var recording : all.entrySet()) {
            var found = new RecordedResults(recording.getKey(), recording.getValue()).current(key);
            if (found.isPresent() && isAtHand(recording)) {
                return found;
            }
        }
        return Optional.empty();
    }

    private boolean isAtHand(Map.Entry<RecordingName, Recording> recording) {
        return atHand.computeIfAbsent(
                recording.getKey(), _ -> files.take(recording.getValue()).isEmpty());
    }

    @Override
    public Optional<Stored> inRun(RunId run, StepId step, Key key) {
        return stored.inRun(run, step, key);
    }

    @Override
    public Optional<Digest> lastComponents(String pipeline, StepId step, RunId before) {
        return stored.lastComponents(pipeline, step, before);
    }

    @Override
    public void components(String pipeline, StepId step, RunId run, Key key, Digest components) {
        stored.components(pipeline, step, run, key, components);
    }
}
