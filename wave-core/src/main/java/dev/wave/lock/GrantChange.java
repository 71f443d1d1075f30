package dev.wave.lock;

import dev.wave.lock.Lock.LockedStep;
import dev.wave.model.PipelineName;
import dev.wave.model.StepId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How what a step may do differs from what the lock says.
///
/// @param added what it may do now and could not, sorted
/// @param removed what it could do and may not any more, sorted
public record GrantChange(List<String> added, List<String> removed) {
    public GrantChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /// The changes of a pipeline, by the step; steps without any are not in it. A step the lock does not have
    /// gains all it may do.
    public static SequencedMap<StepId, GrantChange> of(Lock locked, Lock now, PipelineName pipeline) {
        var before = steps(locked, pipeline);
        var changes = new LinkedHashMap<StepId, GrantChange>();
        steps(now, pipeline)
                .forEach((id, step) ->
                        of(Optional.ofNullable(before.get(id)), step).ifPresent(change -> changes.put(id, change)));
        return changes;
    }

    private static SequencedMap<StepId, LockedStep> steps(Lock lock, PipelineName pipeline) {
        return Optional.ofNullable(lock.pipelines().get(pipeline))
                .map(Lock.LockedPipeline::steps)
                .orElseGet(LinkedHashMap::new);
    }

    /// The change of one step; empty if there is none.
    static Optional<GrantChange> of(LockedStep locked, LockedStep now) {
        return of(Optional.of(locked), now);
    }

    private static Optional<GrantChange> of(Optional<LockedStep> locked, LockedStep now) {
        var before = locked.map(LockedStep::grants).orElse(List.of());
        var added = without(now.grants(), before);
        var removed = without(before, now.grants());
        return added.isEmpty() && removed.isEmpty() ? Optional.empty() : Optional.of(new GrantChange(added, removed));
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(grant -> !others.contains(grant)).toList();
    }

    /// For example `+ Bash  - Write`.
    @Override
    public String toString() {
        return Stream.concat(
                        added.stream().map(grant -> "+ " + grant),
                        removed.stream().map(grant -> "- " + grant))
                .collect(Collectors.joining("  "));
    }
}
