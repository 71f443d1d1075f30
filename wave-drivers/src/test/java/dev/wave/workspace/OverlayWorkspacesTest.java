package dev.wave.workspace;

/// Overlays in mount namespaces.
class OverlayWorkspacesTest extends WorkspacesContract {
    @Override
    String way() {
        return "overlay";
    }
}
