package dev.wave.workspace;

import dev.wave.model.SandboxMode;

/// Overlays, seen from the sandbox.
class SandboxedOverlayTest extends WorkspacesContract {
    @Override
    String way() {
        return "overlay";
    }

    @Override
    SandboxMode mode() {
        return SandboxMode.AUTO;
    }
}
