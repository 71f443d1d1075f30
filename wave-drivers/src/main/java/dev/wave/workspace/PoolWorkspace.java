package dev.wave.workspace;

import dev.wave.git.FileName;
import dev.wave.run.Level;
import dev.wave.spi.Needs;
import dev.wave.spi.Site;
import dev.wave.spi.Workspaces.Captured;
import dev.wave.spi.Workspaces.Request;
import dev.wave.spi.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A workspace that is a plain checkout out of the [Pool], for machines without overlays.
///
/// `.wave` is a folder in it. Nothing keeps a step from writing to a read-only tree here: a change is found at
/// the end and is a violation.
final class PoolWorkspace implements LocalWorkspace {
    private final Ground ground;
    private final StepFolder folder;
    private final Request request;
    private final PoolCheckout checkout;
    private final CheckoutFiles given;
    private final Confinement confinement;

    private PoolWorkspace(Ground ground, StepFolder folder, Request request, PoolCheckout checkout, CheckoutFiles given)
            throws IOException {
        this.ground = ground;
        this.folder = folder;
        this.request = request;
        this.checkout = checkout;
        this.given = given;
        this.confinement = Confinement.of(ground, request, folder);
    }

    static PoolWorkspace open(Ground ground, StepFolder folder, Request request) throws IOException {
        var checkout = ground.pool().take(ground.repository().id(request.from()), folder.at("checkout"));
        var tree = checkout.tree();
        for (var layer : request.layers().reversed()) {
            PlainCopy.apply(UpperLayer.changes(layer), tree);
        }
        for (var share : request.share()) {
            var shared = tree.resolve(StepFolder.inside(share));
            Trash.delete(shared);
            PlainCopy.folder(Shown.shared(ground.project(), share), shared);
        }
        Shown.writeOutsideWave(request, tree);
        Shown.writeWave(request, tree.resolve(".wave"));
        Shown.tellGit(ground.repository(), request, tree.resolve(".git"));
        var masked = Masks.present(request.masks(), new Layers(List.of(tree)));
        for (var path : masked) {
            Trash.delete(FileName.in(tree, path));
        }
        var given = request.layers().isEmpty() && !Shown.changesFiles(request) && masked.isEmpty()
                ? CheckoutFiles.written(tree, checkout.index())
                : CheckoutFiles.remember(tree);
        CheckoutFiles.settle();
        return new PoolWorkspace(ground, folder, request, checkout, given);
    }

    private Path tree() {
        return checkout.tree();
    }

    @Override
    public Site site() {
        return new PoolSite();
    }

    private final class PoolSite implements Site {

        @Override
        public Launch launch(List<String> command, String dir, Needs needs) {
            try {
                Walk.takeWriting(in(), List.of());
                Walk.takeWriting(previous(), List.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (confinement.holds()) {
                return new Launch(line(command, dir.equals(".") ? dir : StepFolder.inside(dir), needs), tree());
            }
            return new Launch(
                    confinement.openly(command, needs),
                    dir.equals(".") ? tree() : tree().resolve(StepFolder.inside(dir)));
        }

        @Override
        public String inside() {
            return confinement.inside(tree());
        }

        @Override
        public Level level() {
            return confinement.level();
        }

        @Override
        public String tag() {
            return request.tag();
        }
    }

    private List<String> line(List<String> command, String dir, Needs needs) {
        try {
            return line(confinement, command, dir, needs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a program in the workspace " + folder.path(), e);
        }
    }

    private List<String> line(Confinement within, List<String> command, String dir, Needs needs) throws IOException {
        var writable = within.writable(new Layers(List.of(tree())));
        for (var path : writable) {
            Files.createDirectories(tree().resolve(path));
        }
        return within.line(within.workspace(tree(), writable), command, dir, needs);
    }

    @Override
    public Path in() {
        return tree().resolve(".wave/in");
    }

    @Override
    public Path out() {
        return tree().resolve(".wave/out");
    }

    @Override
    public Path previous() {
        return tree().resolve(".wave/previous");
    }

    @Override
    public Captured capture(List<String> declared) {
        if (folder.isThrowaway()) {
            throw new UnsupportedOperationException("a throwaway copy has no result");
        }
        try {
            var changes = given.changes();
            if (request.writable()) {
                return ground.capture(changes, request, declared, folder, this::find);
            }
            return new Captured(
                    request.from(), Ground.violations(changes, Declared.of(declared)), List.of(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record what is in the workspace " + folder.path(), e);
        }
    }

    @Override
    public Path written() throws IOException {
        var written = folder.folder("written");
        PlainCopy.apply(given.changes(), written, new Whiteouts(ground.place())::put);
        return written;
    }

    private Optional<Path> find(String path) throws IOException {
        return new Layers(List.of(tree())).find(path, folder.at("view"));
    }

    @Override
    public Optional<Path> file(String workspacePath) {
        return ground.file(this, StepFolder.inside(workspacePath), this::find);
    }

    @Override
    public Workspace copy(String name) {
        try {
            var copy = folder.besides(name, ground.owner());
            var other = open(ground, copy, request.unmasked().withoutNetwork());
            copy.markThrowaway();
            PlainCopy.apply(given.changes(), other.tree());
            for (var ours : List.of(".git", ".wave")) {
                Trash.delete(other.tree().resolve(ours));
                PlainCopy.folder(tree().resolve(ours), other.tree().resolve(ours));
            }
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the workspace " + folder.path(), e);
        }
    }

    /// In the folder, `enter` is a script that opens a shell in the workspace.
    @Override
    public Path keep() {
        try {
            var enter = folder.at("enter");
            Files.writeString(
                    enter,
                    confinement.holds()
                            ? confinement.entrance(within -> line(within, List.of("/bin/sh"), ".", Needs.NONE))
                            : Entrance.of("cd %s && exec /bin/sh".formatted(MountScript.quoted(tree()))));
            Walk.grant(enter, 0500);
            return ground.keep(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the workspace " + folder.path(), e);
        }
    }

    @Override
    public void close() {
        confinement.release();
        try {
            if (!folder.isKept() && checkout.isOfUse()) {
                folder.markThrowaway();
                ground.pool().give(checkout);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give the checkout of " + folder.path() + " back", e);
        }
        ground.close(folder);
    }
}
