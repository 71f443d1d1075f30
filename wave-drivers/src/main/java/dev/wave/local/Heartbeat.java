package dev.wave.local;

import dev.wave.store.Leases;
import dev.wave.store.StoreException;

/// Keeps this process's leases alive for as long as it is open.
public final class Heartbeat implements AutoCloseable {
    private final Thread thread;

    private Heartbeat(Thread thread) {
        this.thread = thread;
    }

    /// Begins at once, and ends when it is closed.
    ///
    /// @param lost told when leases were taken away meanwhile
    public static Heartbeat of(Leases leases, Runnable lost) {
        return new Heartbeat(Thread.ofVirtual().name("heartbeat").start(() -> beat(leases, lost)));
    }

    private static void beat(Leases leases, Runnable lost) {
        try {
            while (true) {
                Thread.sleep(Leases.BEAT);
                if (isAnyLost(leases)) {
                    lost.run();
                }
            }
        } catch (InterruptedException _) { // closed
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isAnyLost(Leases leases) {
        try {
            return !leases.beat().isEmpty();
        } catch (StoreException _) { // tries again at the next beat, long before anybody's patience ends
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
