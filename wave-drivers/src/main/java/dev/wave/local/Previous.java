package dev.wave.local;

import dev.wave.model.StepId;
import dev.wave.run.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a step's last attempt handed over and said, for the attempt that repairs it. Only within one process:
/// after a crash the next attempt starts clean.
final class Previous {
    private final Map<StepId, Attempt> attempts = new ConcurrentHashMap<>();

    /// The last attempt's outputs and words.
    record Attempt(List<Artifact> artifacts, String finalMessage) {
        Attempt {
            artifacts = List.copyOf(artifacts);
        }
    }

    void remember(StepId step, Attempt attempt) {
        attempts.put(step, attempt);
    }

    Optional<Attempt> of(StepId step) {
        return Optional.ofNullable(attempts.get(step));
    }
}
