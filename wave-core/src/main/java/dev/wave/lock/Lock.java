package dev.wave.lock;

import dev.wave.key.KeyBuilder;
import dev.wave.model.Digest;
import dev.wave.model.PersonaName;
import dev.wave.model.PipelineName;
import dev.wave.model.StepId;
import dev.wave.plan.Pins;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What `wave.lock` holds: pins, what each step was defined as, and recordings.
///
/// Everything is sorted by name. It says nothing of times, users, machines or paths, so that the same project
/// gives the same lock everywhere.
///
/// @param keys version of the encoding of keys, [dev.wave.key.KeyBuilder#VERSION]
/// @param project its name, if nothing else says it and something depends on it
/// @param pins versions of agents' programs and models, which planning and keys use
/// @param personas each persona in use: where it comes from and the digest of what it says
/// @param schemas each schema file in use, by its path
public record Lock(
        int keys,
        Optional<String> project,
        Pins pins,
        SequencedMap<PersonaName, String> personas,
        SequencedMap<String, Digest> schemas,
        SequencedMap<PipelineName, LockedPipeline> pipelines,
        SequencedMap<RecordingName, Recording> recordings) {

    /// The version of the file format.
    public static final int FORMAT = 1;

    public Lock {
        personas = sorted(personas);
        schemas = sorted(schemas);
        pipelines = sorted(pipelines);
        recordings = sorted(recordings);
    }

    /// A lock of nothing yet.
    public static final Lock EMPTY = new Lock(
            KeyBuilder.VERSION,
            Optional.empty(),
            Pins.NONE,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());

    /// The same lock with a recording more, or another one of that name.
    public Lock with(RecordingName name, Recording recording) {
        var all = new LinkedHashMap<>(recordings);
        all.put(name, recording);
        return with(all);
    }

    /// The same lock with other recordings.
    Lock with(SequencedMap<RecordingName, Recording> others) {
        return new Lock(keys, project, pins, personas, schemas, pipelines, others);
    }

    /// The same lock with other pins.
    public Lock with(Pins others) {
        return new Lock(keys, project, others, personas, schemas, pipelines, recordings);
    }

    /// A pipeline as it was when it was locked.
    ///
    /// @param params the type of each parameter, in lower case
    public record LockedPipeline(SequencedMap<String, String> params, SequencedMap<StepId, LockedStep> steps) {
        public LockedPipeline {
            params = sorted(params);
            steps = sorted(steps);
        }
    }

    /// A step as it was when it was locked.
    ///
    /// @param definition digest of all the project's text says about it
    /// @param grants what it may do, so that a change of it is a line of its own
    public record LockedStep(Digest definition, List<String> grants) {
        public LockedStep {
            grants = List.copyOf(grants);
        }
    }

    static <K extends Comparable<K>, V> SequencedMap<K, V> sorted(SequencedMap<K, V> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(new TreeMap<>(map)));
    }
}
