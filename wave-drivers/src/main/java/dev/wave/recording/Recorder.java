package dev.wave.recording;

import dev.wave.key.Key;
import dev.wave.lock.Recording;
import dev.wave.lock.Recording.Bytes;
import dev.wave.lock.Recording.Taken;
import dev.wave.model.Digest;
import dev.wave.model.History;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.Plan;
import dev.wave.run.Artifact;
import dev.wave.run.Level;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.spi.Blobs;
import dev.wave.store.StoredResults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Makes a recording of what happened in a run that succeeded.
public final class Recorder {
    private final Blobs blobs;

    public Recorder(Blobs blobs) {
        this.blobs = blobs;
    }

    /// The recording of the run.
    ///
    /// @param history the commits that its steps could see
    /// @param events all of it
    public Recording recording(
            Plan plan, RunEvent.RunStarted started, Optional<History> history, List<RunEvent> events) {
        var keys = new LinkedHashMap<StepId, Key>();
        var taken = new LinkedHashMap<StepId, Taken>();
        var results = new LinkedHashMap<StepId, Result>();
        var tree = started.base();
        for (var event : events) {
            switch (event) {
                case RunEvent.StepReady ready -> keys.put(ready.step(), ready.key());
                case RunEvent.StepReused reused -> keys.put(reused.step(), reused.key());
                case RunEvent.StepFinished(var step, Ending.Succeeded(var result, var _, var _, var _)) -> {
                    taken.put(
                            step, new Taken(Objects.requireNonNull(keys.get(step), "a result without a key"), result));
                    results.put(step, result(result));
                }
                case RunEvent.RunFinished finished -> tree = finished.tree().orElse(tree);
                default -> {}
            }
        }
        return new Recording(
                params(plan),
                plan.input(),
                started.base(),
                history.filter(_ -> taken.keySet().stream()
                        .anyMatch(step -> plan.step(step)
                                .filter(each -> each.workspace().history())
                                .isPresent())),
                level(results),
                taken,
                tree,
                artifacts(results),
                Bytes.VENDORED);
    }

    /// What a recording says besides its steps and is not what their results hold, for people; empty if all of
    /// it is. The results are in the store.
    public List<String> contradictions(Recording recording) {
        var results = new LinkedHashMap<StepId, Result>();
        recording.steps().forEach((step, taken) -> results.put(step, result(taken.result())));
        var found = new ArrayList<String>();
        var artifacts = artifacts(results);
        var names = new TreeSet<>(artifacts.keySet());
        names.addAll(recording.artifacts().keySet());
        for (var name : names) {
            var is = artifacts.getOrDefault(name, "none");
            var recorded = recording.artifacts().getOrDefault(name, "none");
            if (!is.equals(recorded)) {
                found.add("the artifact " + name + " is " + is + ", recorded is " + recorded);
            }
        }
        if (level(results) != recording.level()) {
            found.add("the level is " + level(results) + ", recorded is " + recording.level());
        }
        return found;
    }

    private static Level level(SequencedMap<StepId, Result> results) {
        return results.values().stream()
                .map(Result::level)
                .min(Level::compareTo)
                .orElse(Level.OPEN);
    }

    private static SequencedMap<String, Value> params(Plan plan) {
        var params = new LinkedHashMap<String, Value>();
        plan.arguments().forEach((name, value) -> params.put(name.value(), value));
        return params;
    }

    /// Named as the steps name them; where two do so alike, with their steps.
    private static SequencedMap<String, String> artifacts(SequencedMap<StepId, Result> results) {
        var names = results.values().stream()
                .flatMap(result -> result.artifacts().stream())
                .map(Artifact::name)
                .toList();
        var artifacts = new LinkedHashMap<String, String>();
        results.forEach((step, result) -> {
            for (var artifact : result.artifacts()) {
                var alone = Collections.frequency(names, artifact.name()) == 1;
                artifacts.put(
                        alone ? artifact.name().value() : step + "." + artifact.name(),
                        artifact.content().id());
            }
        });
        return artifacts;
    }

    private Result result(Digest manifest) {
        return new StoredResults(blobs)
                .of(manifest)
                .orElseThrow(() -> new IllegalStateException("the store lost " + manifest));
    }
}
