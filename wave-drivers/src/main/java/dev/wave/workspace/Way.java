package dev.wave.workspace;

/// How workspaces are made on this machine.
public enum Way {
    /// An overlay in a mount namespace, by root.
    OVERLAY_ROOT,
    /// An overlay in a user namespace, the processes inside running as the user himself.
    OVERLAY_USER,
    /// An overlay in a user namespace in which the processes see themselves as root: `unshare` cannot map
    /// back.
    OVERLAY_MAPPED,
    /// A plain checkout for every attempt, out of a pool.
    POOL;

    /// Whether writes go to an upper directory.
    public boolean isOverlay() {
        return this != POOL;
    }
}
