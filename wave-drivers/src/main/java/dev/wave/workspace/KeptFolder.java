package dev.wave.workspace;

import dev.wave.model.TreeId;
import dev.wave.spi.Containment;
import dev.wave.spi.Workspaces.Captured;
import dev.wave.spi.Workspaces.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A workspace that was kept, as a step's attempt left it, and whoever worked in it since. It stays as it is.
public final class KeptFolder {
    private final Ground ground;
    private final StepFolder folder;

    KeptFolder(Ground ground, StepFolder folder) {
        this.ground = ground;
        this.folder = folder;
    }

    /// The host folder that is `.wave/out` in it.
    public Path out() {
        return isOverlay() ? folder.at("out") : folder.at("checkout/tree/.wave/out");
    }

    /// The tree that is in it.
    ///
    /// @param unseen paths that are no part of the tree, or that its programs were not shown
    /// @param declared paths captured even if ignored
    /// @throws UncheckedIOException if somebody is in it, or it cannot be read
    public Captured capture(List<String> unseen, List<String> declared) {
        try {
            if (Namespaces.hold(folder.option("up"), Namespaces.Use.ANY)) {
                throw new IOException("somebody is still in it");
            }
            var from = new TreeId(Files.readString(folder.at("from")).strip());
            var request = Request.of(folder.path().getFileName().toString(), "", from, Containment.DEFAULT)
                    .sharing(unseen);
            var layers = layers();
            return ground.capture(changes(), request, declared, folder, path -> layers.find(path, folder.at("view")));
        } catch (IOException e) {
            throw new UncheckedIOException("the workspace " + folder.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean isOverlay() {
        return Files.isDirectory(folder.at("up"));
    }

    private Node.Folder changes() throws IOException {
        if (isOverlay()) {
            return UpperLayer.changes(folder.at("up"));
        }
        var checkout = new PoolCheckout(ground.repository(), folder.at("checkout"));
        return CheckoutFiles.written(checkout.tree(), checkout.index()).changes();
    }

    private Layers layers() throws IOException {
        if (!isOverlay()) {
            return new Layers(List.of(folder.at("checkout/tree")));
        }
        var all = new ArrayList<>(List.of(folder.at("up")));
        for (int i = 0; Files.isDirectory(folder.at("lower/" + i)); i++) {
            all.add(folder.at("lower/" + i).toRealPath());
        }
        return new Layers(all);
    }
}
