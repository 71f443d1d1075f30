package dev.wave.workspace;

import dev.wave.git.FileName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/// Paths of the tree that a step is not shown. They stay part of the tree: what was never there to see was
/// not deleted.
final class Masks {
    /// The layer's name in a step's folder.
    static final String FOLDER = "mask";

    private Masks() {}

    /// What of the paths is there, as names of bytes. Where a folder above it is a link, which may lead to
    /// anything, the link.
    static List<String> present(List<String> paths, Layers layers) throws IOException {
        var present = new LinkedHashSet<String>();
        for (var path : paths) {
            layers.end(FileName.ofText(StepFolder.inside(path))).ifPresent(present::add);
        }
        return List.copyOf(present);
    }

    /// A layer in which they are removed.
    static Path layer(List<String> present, StepFolder folder, Whiteouts whiteouts) throws IOException {
        var layer = folder.folder(FOLDER);
        for (var path : present) {
            whiteouts.put(FileName.in(layer, path));
        }
        return layer;
    }
}
