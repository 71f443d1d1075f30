package dev.wave.workspace;

import dev.wave.model.SandboxMode;

/// Plain checkouts, seen from the sandbox.
class SandboxedPoolTest extends WorkspacesContract {
    @Override
    String way() {
        return "pool";
    }

    @Override
    SandboxMode mode() {
        return SandboxMode.AUTO;
    }
}
