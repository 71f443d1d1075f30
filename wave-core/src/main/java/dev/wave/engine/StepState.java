package dev.wave.engine;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.RunEvent.Because;
import dev.wave.run.RunEvent.SkipReason;
import java.time.Duration;
import java.util.List;

/// How far a step has come.
public sealed interface StepState {

    /// It has not come to its end; [#tries] tells what was tried.
    sealed interface Open extends StepState {
        Tries tries();
    }

    /// It has. Only a resume opens it again.
    sealed interface Over extends StepState {}

    /// Steps it depends on are not over.
    ///
    /// @param open how many of them
    /// @param blocked whether one that it needs did not succeed
    record Waiting(int open, boolean blocked, Tries tries) implements Open {}

    /// Its inputs are being put together, and a stored result is looked for.
    record Preparing(Tries tries) implements Open {}

    /// It can start as soon as `max_parallel` lets it.
    record Ready(Key key, TreeId start, Tries tries) implements Open {}

    record Running(int attempt, Key key, TreeId start, Tries tries) implements Open {}

    /// It waits before the next attempt.
    record Delayed(int attempt, Duration delay, Key key, TreeId start, Tries tries) implements Open {}

    /// It has a result.
    ///
    /// @param tainted whether a contract that must pass is broken and its policy is to go on
    /// @param attempts the number of its latest attempt in this run; 0 if a stored result was used at once
    record Succeeded(Digest result, TreeId tree, List<Outcome.ArtifactId> artifacts, boolean tainted, int attempts)
            implements Over {
        public Succeeded {
            artifacts = List.copyOf(artifacts);
        }
    }

    /// It has none.
    record Failed(Failure failure, Because because, int attempts) implements Over {}

    /// It does not run in this run.
    record Skipped(SkipReason reason, int attempts) implements Over {}
}
