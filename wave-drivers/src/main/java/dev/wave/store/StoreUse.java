package dev.wave.store;

import java.time.Duration;
import java.util.Optional;

/// Who works with a store, so that nobody takes away what only looks unused: a process that is about to name a blob
/// or a tree has it already, and no journal says so yet.
///
/// Everybody who adds to a store shares it, from before the first look at it. Whoever removes things
/// wants it alone, and
/// newcomers wait for the end of that.
public final class StoreUse {
    private static final String SHARED = "use/";
    private static final String ALONE = "alone";
    private static final Duration POLL = Duration.ofMillis(20);

    private final Leases leases;

    public StoreUse(Leases leases) {
        this.leases = leases;
    }

    /// Shares the store with others; waits as long as somebody has it alone.
    ///
    /// @throws StoreException if the wait is interrupted
    public Lease shared() {
        while (true) {
            var mine = leases.acquireOwn(SHARED);
            if (leases.holder(ALONE).isEmpty()) {
                return mine;
            }
            mine.close(); // else each would wait for the other
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException(StoreException.Kind.BUSY, "another Wave is cleaning up here", e);
            }
        }
    }

    /// Has the store alone as soon as nobody works with it; empty if that takes longer.
    public Optional<Lease> alone(Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        var alone = leases.await(ALONE, atMost);
        while (alone.isPresent() && !leases.held(SHARED).isEmpty()) {
            if (System.nanoTime() > deadline) {
                alone.get().close();
                return Optional.empty();
            }
            Thread.sleep(POLL);
        }
        return alone;
    }
}
