package dev.wave.command;

import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.CacheMode;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.recording.RecordingFiles;
import dev.wave.recording.StoredOrRecorded;
import dev.wave.spi.Results;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The results that may stand for the steps of a run: what is stored, and what `wave.lock` names and somebody
/// pulled.
///
/// A recording in `.wave/recordings` came with the sources, unasked: it stands for nothing but its own replay.
/// Nor does one stand for a step whose results last for a while only, or that is to have several: a recording
/// has no time, and chose one of several samples.
record Reusable(Tools tools, OpenProject project, Stores stores) {

    /// For a run of this plan. The lock is read when a step has no stored result.
    Results by(Plan plan) {
        return new StoredOrRecorded(
                stores.results(),
                () -> recordings(plan),
                new RecordingFiles(project.root(), stores.blobs(), stores.trees()));
    }

    private SequencedMap<RecordingName, Recording> recordings(Plan plan) {
        var counting = new LinkedHashMap<RecordingName, Recording>();
        new LockFile(tools, project)
                .read()
                .ifPresent(lock -> lock.recordings().forEach((name, recording) -> {
                    if (mayStandFor(plan, recording)) {
                        counting.put(name, recording);
                    }
                }));
        return Collections.unmodifiableSequencedMap(counting);
    }

    /// Whether the results of a recording may stand for steps of a run, once their bytes are here.
    static boolean mayStandFor(Plan plan, Recording recording) {
        return recording.bytes() == Recording.Bytes.SHARED
                && recording.steps().sequencedKeySet().stream().allMatch(step -> isLasting(plan, step));
    }

    private static boolean isLasting(Plan plan, StepId step) {
        return plan.step(step)
                .map(planned -> planned.cache() instanceof CacheMode.Auto)
                .orElse(true);
    }
}
