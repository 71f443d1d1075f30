package dev.wave.local;

import dev.wave.store.Leases;

/// Keeps this process's leases alive for as long as it is open.
public final class Heartbeat implements AutoCloseable {
    private final Thread thread;

    private Heartbeat(Thread thread) {
        this.thread = thread;
    }

    /// Begins at once, and ends when it is closed.
    public static Heartbeat of(Leases leases) {
        return new Heartbeat(Thread.ofVirtual().name("heartbeat").start(() -> beat(leases)));
    }

    private static void beat(Leases leases) {
        try {
            while (true) {
                Thread.sleep(Leases.BEAT);
                leases.beat();
            }
        } catch (InterruptedException _) { // closed
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
