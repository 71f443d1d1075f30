package dev.wave.lock;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.History;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import dev.wave.run.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// A run that somebody decided to keep: what it was given and what it came to.
///
/// @param params a value for each parameter
/// @param input the text of `-i`
/// @param base the file state it started from
/// @param history the commits its steps saw, if one of them wanted any
/// @param level the weakest of its steps' levels
/// @param steps key and result of every step that produced one, by the step
/// @param tree the merge of all leaf steps' trees
/// @param artifacts the content of each output of the run, by `STEP.ARTIFACT`
/// @param bytes where the results are
public record Recording(
        SequencedMap<String, Value> params,
        Optional<String> input,
        TreeId base,
        Optional<History> history,
        Level level,
        SequencedMap<StepId, Taken> steps,
        TreeId tree,
        SequencedMap<String, String> artifacts,
        Bytes bytes) {
    public Recording {
        params = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(Lock.sorted(params)));
        steps = Lock.sorted(steps);
        artifacts = Lock.sorted(artifacts);
    }

    /// The same, with its bytes elsewhere.
    public Recording kept(Bytes where) {
        return new Recording(params, input, base, history, level, steps, tree, artifacts, where);
    }

    /// What one step came to.
    ///
    /// @param result digest of the result's manifest
    public record Taken(Key key, Digest result) {}

    /// Where a recording's bytes are kept.
    public enum Bytes {
        /// In `.wave/recordings`, committed beside the lock.
        VENDORED,
        /// Where `wave pull` gets them from.
        SHARED
    }
}
