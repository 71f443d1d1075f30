package dev.wave.workspace;

/// Plain checkouts.
class PoolWorkspacesTest extends WorkspacesContract {
    @Override
    String way() {
        return "pool";
    }
}
