package dev.wave.view;

import dev.wave.lock.GrantChange;
import dev.wave.lock.LockCheck.Difference;
import dev.wave.model.StepId;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;

/// How far a pipeline, as the files and this machine are now, is from what `wave.lock` says of it.
///
/// @param grants by step, what it may do that it could not, and the other way round
/// @param drift pins and definitions that are not as they were locked
public record FromLock(SequencedMap<StepId, GrantChange> grants, List<Difference> drift) {
    public FromLock {
        grants = Collections.unmodifiableSequencedMap(grants);
        drift = List.copyOf(drift);
    }
}
