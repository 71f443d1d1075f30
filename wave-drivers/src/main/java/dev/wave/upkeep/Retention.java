package dev.wave.upkeep;

import dev.wave.journal.RunSummary;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/// Which runs may go. Of those that may, one goes if it is too old, or if nothing says of what age and size it may
/// be; and the oldest go until the rest is small enough.
///
/// @param keepLast the newest so many runs stay in any case
/// @param olderThan only runs that began longer ago go for their age
/// @param maxSize what the runs that stay may hold together, in bytes
/// @param resumable whether runs that could be resumed may go, too
public record Retention(
        Optional<Integer> keepLast, Optional<Duration> olderThan, Optional<Long> maxSize, boolean resumable) {

    /// Whether it says anything at all; otherwise no run goes.
    public boolean isAsked() {
        return keepLast.isPresent() || olderThan.isPresent() || maxSize.isPresent();
    }

    /// A run with what it holds.
    ///
    /// @param isGoingOn whether a process works on it now
    /// @param logs what its agents did, in bytes
    public record Held(RunSummary summary, boolean isGoingOn, long logs, Set<Digest> blobs) {}

    /// The runs that go, the oldest first.
    ///
    /// @param runs the newest first
    /// @param always what stays in any case, held by others
    /// @param size of a blob
    public List<RunId> going(List<Held> runs, Set<Digest> always, Instant now, ToLongFunction<Digest> size) {
        var going = new ArrayList<RunId>();
        if (!isAsked()) {
            return going;
        }
        var holders = holders(runs, always);
        var left = holders.keySet().stream().mapToLong(size).sum()
                + runs.stream().mapToLong(Held::logs).sum();
        for (var run : runs.reversed().subList(0, Math.max(0, runs.size() - keepLast.orElse(0)))) {
            if (mayGo(run) && (isTooOld(run, now) || isAbove(left))) {
                going.add(run.summary().id());
                left -= run.logs();
                for (var digest : run.blobs()) {
                    if (holders.merge(digest, -1, Integer::sum) == 0) {
                        left -= size.applyAsLong(digest);
                    }
                }
            }
        }
        return going;
    }

    private boolean isAbove(long bytes) {
        return maxSize.isPresent() && bytes > maxSize.get();
    }

    private boolean isTooOld(Held run, Instant now) {
        return olderThan
                .map(age -> run.summary().started().isBefore(now.minus(age)))
                .orElse(maxSize.isEmpty());
    }

    private boolean mayGo(Held run) {
        return !run.isGoingOn()
                && switch (run.summary().status()) {
                    case SUCCEEDED -> true;
                    case RUNNING, FAILED, CANCELLED, DAMAGED -> resumable;
                };
    }

    private static Map<Digest, Integer> holders(List<Held> runs, Set<Digest> always) {
        var holders = new HashMap<Digest, Integer>();
        always.forEach(digest -> holders.merge(digest, 1, Integer::sum));
        for (var run : runs) {
            run.blobs().forEach(digest -> holders.merge(digest, 1, Integer::sum));
        }
        return holders;
    }
}
