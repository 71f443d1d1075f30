package dev.wave.upkeep;

import dev.wave.journal.RunSummary;
import dev.wave.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
    /// @param things names of what it needs
    public record Held(RunSummary summary, boolean isGoingOn, long logs, Set<String> things) {}

    /// The runs that go, the oldest first.
    ///
    /// @param runs the newest first
    /// @param always what stays in any case, held by others
    /// @param holders of nothing yet; only asked for if sizes matter, since that takes a while
    List<RunId> going(List<Held> runs, Set<String> always, Instant now, Supplier<Holders> holders) {
        var going = new ArrayList<RunId>();
        if (!isAsked()) {
            return going;
        }
        var counted = maxSize.map(_ -> holders.get());
        counted.ifPresent(held -> {
            always.forEach(held::hold);
            runs.forEach(run -> run.things().forEach(held::hold));
        });
        var logs = runs.stream().mapToLong(Held::logs).sum();
        for (var run : runs.reversed().subList(0, Math.max(0, runs.size() - keepLast.orElse(0)))) {
            if (mayGo(run)
                    && (isTooOld(run, now)
                            || isAbove(counted.map(Holders::bytes).orElse(0L) + logs))) {
                going.add(run.summary().id());
                logs -= run.logs();
                counted.ifPresent(held -> run.things().forEach(held::letGo));
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
}
