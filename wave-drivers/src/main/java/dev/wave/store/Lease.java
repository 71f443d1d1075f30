package dev.wave.store;

/// The right to work on something, until it is closed or its process dies.
public final class Lease implements AutoCloseable {
    private final String name;
    private final String token;
    private final Leases leases;

    Lease(String name, String token, Leases leases) {
        this.name = name;
        this.token = token;
        this.leases = leases;
    }

    public String name() {
        return name;
    }

    /// Whether this process still has it, as far as it knows.
    public boolean isHeld() {
        return leases.isHeld(this);
    }

    /// Gives it back. Doing so twice, or after it was lost, changes nothing.
    @Override
    public void close() {
        leases.release(this);
    }

    String token() {
        return token;
    }
}
