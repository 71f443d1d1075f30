package dev.wave.spi;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.run.Origin;
import java.util.Optional;

/// Which result is stored under which key. One current result per key; older draws are kept.
public interface Results {

    /// Stores the result for this run, and, if `shared`, as the current one for every run.
    void put(RunId run, StepId step, Key key, Digest result, boolean shared);

    /// The current result of the key, for any run.
    Optional<Stored> current(Key key);

    /// The result this run's step has for the key.
    Optional<Stored> inRun(RunId run, StepId step, Key key);

    /// The key components (a blob) the step had when it was last prepared in any run before this one, for
    /// `why`.
    Optional<Digest> lastComponents(String pipeline, StepId step, RunId before);

    /// Remembers the key components of a step.
    void components(String pipeline, StepId step, RunId run, Key key, Digest components);

    /// A stored result.
    record Stored(Digest result, Origin from) {}
}
