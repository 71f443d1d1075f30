package dev.wave.workspace;

import dev.wave.spi.Workspaces.Workspace;
import java.io.IOException;
import java.nio.file.Path;

/// A workspace on this machine.
sealed interface LocalWorkspace extends Workspace permits OverlayWorkspace, PoolWorkspace {

    /// A folder with everything that was written in it, in the form of an overlay's layer. The caller may
    /// move it away; the workspace is only to be closed then.
    Path written() throws IOException;
}
