package dev.wave.workspace;

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

/// A workspace that is a plain checkout of its own, for machines without overlays.
///
/// `.wave` is a folder in it. What must not be written is made unwritable, which binds neither root nor the
/// files' owner for long: a changed read-only tree is found at the end and is a violation.
final class PoolWorkspace implements LocalWorkspace {
    private final Ground ground;
    private final StepFolder folder;
    private final Request request;
    private final CheckoutFiles given;

    private PoolWorkspace(Ground ground, StepFolder folder, Request request, CheckoutFiles given) {
        this.ground = ground;
        this.folder = folder;
        this.request = request;
        this.given = given;
    }

    static PoolWorkspace open(Ground ground, StepFolder folder, Request request) throws IOException {
        var tree = folder.folder("tree");
        ground.checkouts().plain(ground.repository().id(request.from()), tree);
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
        Shown.hideFromGit(request, tree.resolve(".git"));
        for (var name : List.of("in", "out", "previous")) {
            Files.createDirectories(tree.resolve(".wave").resolve(name));
        }
        if (!request.writable()) {
            Walk.takeWriting(tree, List.of(".wave", ".git"));
        }
        return new PoolWorkspace(ground, folder, request, CheckoutFiles.remember(tree));
    }

    private Path tree() {
        return folder.at("tree");
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
            return new Launch(command, dir.equals(".") ? tree() : tree().resolve(StepFolder.inside(dir)));
        }

        @Override
        public String inside() {
            return tree().toString();
        }

        @Override
        public Level level() {
            return Level.OPEN;
        }

        @Override
        public String tag() {
            return request.tag();
        }
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
            return new Captured(request.from(), Ground.violations(changes, Declared.of(declared)), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record what is in the workspace " + folder.path(), e);
        }
    }

    /// Names that were removed are not told: a plain folder has no mark for them.
    @Override
    public Path written() throws IOException {
        var written = folder.folder("written");
        PlainCopy.apply(given.changes(), written);
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
            var copy = StepFolder.make(ground.place(), name, ground.owner());
            Files.writeString(copy.at("throwaway"), "");
            PlainCopy.folder(tree(), copy.at("tree"));
            if (!request.writable()) {
                Walk.giveWriting(copy.at("tree"));
            }
            return new PoolWorkspace(ground, copy, request, given);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the workspace " + folder.path(), e);
        }
    }

    @Override
    public Path keep() {
        return ground.keep(folder);
    }

    @Override
    public void close() {
        ground.close(folder);
    }
}
