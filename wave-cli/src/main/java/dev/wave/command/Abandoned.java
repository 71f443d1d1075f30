package dev.wave.command;

import dev.wave.journal.RunSummary.Status;
import dev.wave.process.Sweeper;

/// What Waves that were killed have left in a project: processes of their steps, leases, unfinished files.
final class Abandoned {
    /// Only a run that began lately can have left something alive.
    private static final int LATEST = 50;

    private final Tools tools;
    private final Stores stores;

    Abandoned(Tools tools, Stores stores) {
        this.tools = tools;
        this.stores = stores;
    }

    /// Ends and removes it. Never touches what belongs to a process that is alive.
    void sweep() {
        for (var run : stores.journals().list(LATEST)) {
            if (run.status() == Status.RUNNING
                    && stores.leases().holder("run/" + run.id()).isEmpty()) {
                Sweeper.sweep(tools.tag(stores, run.id()));
            }
        }
        stores.leases().sweep();
        stores.blobs().sweep();
    }
}
