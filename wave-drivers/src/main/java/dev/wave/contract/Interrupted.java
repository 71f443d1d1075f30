package dev.wave.contract;

/// Thrown out of the middle of a check whose thread was interrupted: nobody waits for its answer any more.
final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Interrupted() {
        super("given up", null, false, false);
    }

    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Interrupted();
        }
    }
}
