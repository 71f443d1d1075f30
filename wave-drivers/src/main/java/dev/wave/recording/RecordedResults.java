package dev.wave.recording;

import dev.wave.key.Key;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.run.Origin;
import dev.wave.spi.Results;
import java.util.Optional;

/// The results of one recording, and no others: a run with these replays it, or finds nothing.
///
/// What a run makes besides is not stored: it makes nothing.
public final class RecordedResults implements Results {
    private final Recording recording;
    private final Origin origin;

    public RecordedResults(RecordingName name, Recording recording) {
        this.recording = recording;
        this.origin = new Origin.OfRecording(name.toString());
    }

    @Override
    public void put(RunId run, StepId step, Key key, Digest result, boolean shared) {
        throw new UnsupportedOperationException("a recording is not changed by a run");
    }

    /// Equal keys have one result, whichever step they are of.
    @Override
    public Optional<Stored> current(Key key) {
        return recording.steps().values().stream()
                .filter(taken -> taken.key().equals(key))
                .map(this::stored)
                .findFirst();
    }

    @Override
    public Optional<Stored> inRun(RunId run, StepId step, Key key) {
        return Optional.ofNullable(recording.steps().get(step))
                .filter(taken -> taken.key().equals(key))
                .map(this::stored);
    }

    private Stored stored(Recording.Taken taken) {
        return new Stored(taken.result(), origin);
    }

    /// What the key was made of when it was recorded.
    @Override
    public Optional<Digest> lastComponents(String pipeline, StepId step, RunId before) {
        return Optional.ofNullable(recording.steps().get(step))
                .map(taken -> taken.key().digest());
    }

    /// They are in the recording already.
    @Override
    public void components(String pipeline, StepId step, RunId run, Key key, Digest components) {}
}
