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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A workspace of layers: a shared checkout below, an upper directory that takes the writes.
///
/// It is mounted by each command it starts, in a namespace of that command's own, and by nobody else. One at
/// a time: the kernel would let two write into one upper directory and lose some of it, so a second start
/// throws.
final class OverlayWorkspace implements LocalWorkspace {
    private final Ground ground;
    private final MountScript script;
    private final StepFolder folder;
    private final Request request;
    private final List<Mount> mounts;
    private final List<Path> below;
    private final Confinement confinement;

    /// @param below the folders under the upper one, the first on top
    private OverlayWorkspace(
            Ground ground, MountScript script, StepFolder folder, Request request, List<Mount> mounts, List<Path> below)
            throws IOException {
        this.ground = ground;
        this.script = script;
        this.folder = folder;
        this.request = request;
        this.mounts = List.copyOf(mounts);
        this.below = List.copyOf(below);
        this.confinement = Confinement.of(ground, request, folder);
    }

    /// A new one.
    static OverlayWorkspace open(Ground ground, MountScript script, StepFolder folder, Request request)
            throws IOException {
        for (var name : List.of("up", "wk", "out", "wave/in", "wave/out", "wave/previous", "lower")) {
            folder.folder(name);
        }
        var below = new ArrayList<Path>();
        if (Shown.needsLayer(request)) {
            below.add(Shown.layer(ground.repository(), request, folder));
        }
        Shown.writeWave(request, folder.at("wave"));
        below.addAll(request.layers());
        below.addAll(ground.checkouts().layers(ground.repository().id(request.from())));
        var masked = Masks.present(request.masks(), new Layers(below));
        if (!masked.isEmpty()) {
            below.add(Shown.needsLayer(request) ? 1 : 0, Masks.layer(masked, folder, new Whiteouts(ground.place())));
        }
        var lowers = new ArrayList<String>();
        for (int i = 0; i < below.size(); i++) {
            Files.createSymbolicLink(folder.at("lower/" + i), below.get(i).toAbsolutePath());
            lowers.add(folder.option("lower/" + i));
        }
        var mounts = new ArrayList<Mount>();
        mounts.add(
                request.writable()
                        ? new Mount.Writable("", lowers, folder.option("up"), folder.option("wk"))
                        : new Mount.ReadOnly("", lowers));
        mounts.add(new Mount.ReadOnly(".wave", List.of(folder.option("wave"))));
        mounts.add(new Mount.Bind(".wave/out", folder.option("out")));
        mounts.addAll(shares(ground, folder, request));
        return new OverlayWorkspace(ground, script, folder, request, mounts, below);
    }

    /// The user's folders, each with an upper directory that is thrown away.
    private static List<Mount> shares(Ground ground, StepFolder folder, Request request) throws IOException {
        var mounts = new ArrayList<Mount>();
        for (var share : request.share()) {
            var own = "share" + mounts.size();
            folder.folder(own + "/up");
            folder.folder(own + "/wk");
            Files.createSymbolicLink(folder.at(own + "/low"), Shown.shared(ground.project(), share));
            mounts.add(new Mount.Writable(
                    StepFolder.inside(share),
                    List.of(folder.option(own + "/low")),
                    folder.option(own + "/up"),
                    folder.option(own + "/wk")));
        }
        return mounts;
    }

    @Override
    public Site site() {
        return new OverlaySite();
    }

    private final class OverlaySite implements Site {

        /// Starting it fails with [MountScript#CANNOT_MOUNT] if the workspace cannot be mounted.
        ///
        /// @throws IllegalStateException if a process is still in the workspace
        @Override
        public Launch launch(List<String> command, String dir, Needs needs) {
            try {
                if (!Namespaces.awaitRelease(folder.option("up"))) {
                    throw new IllegalStateException("a process is still in the workspace " + folder.path());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var start = dir.equals(".") ? dir : StepFolder.inside(dir);
            return new Launch(line(command, start, needs), ground.place().inside());
        }

        @Override
        public String inside() {
            return confinement.inside(ground.place().inside());
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
        if (!confinement.holds()) {
            return script.commandLine(mounts, folder.at("lease"), confinement.openly(command, needs), dir);
        }
        try {
            var writable = confinement.writable(layers());
            var views = confinement.workspace(ground.place().inside(), writable);
            return script.sandboxed(mounts, folder.at("lease"), writable, confinement.line(views, command, dir, needs));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a program in the workspace " + folder.path(), e);
        }
    }

    private List<String> sandboxed(Confinement within, List<String> command, String dir, Needs needs)
            throws IOException {
        var writable = within.writable(layers());
        var views = within.workspace(ground.place().inside(), writable);
        return script.sandboxed(mounts, folder.at("lease"), writable, within.line(views, command, dir, needs));
    }

    /// What is read of it from outside is what it is only when nobody writes: what is left of its processes
    /// is killed.
    private void quieten() {
        try {
            if (!Namespaces.killWriters(folder.option("up"))) {
                throw new IllegalStateException("a process in the workspace " + folder.path() + " cannot be killed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path in() {
        return folder.at("wave/in");
    }

    @Override
    public Path out() {
        return folder.at("out");
    }

    @Override
    public Path previous() {
        return folder.at("wave/previous");
    }

    /// A process that is still in the workspace, and hid from the sweep, is killed.
    @Override
    public Captured capture(List<String> declared) {
        if (folder.isThrowaway()) {
            throw new UnsupportedOperationException("a throwaway copy has no result");
        }
        quieten();
        if (!request.writable()) {
            return new Captured(request.from(), List.of(), List.of(), List.of());
        }
        var changes = UpperLayer.changes(folder.at("up"));
        return ground.capture(changes, request, declared, folder, path -> layers().find(path, folder.at("view")));
    }

    @Override
    public Path written() {
        quieten();
        return folder.at("up");
    }

    private Layers layers() {
        var all = new ArrayList<Path>();
        all.add(folder.at("up"));
        all.addAll(below);
        return new Layers(all);
    }

    @Override
    public Optional<Path> file(String workspacePath) {
        return ground.file(this, StepFolder.inside(workspacePath), path -> layers().find(path, folder.at("view")));
    }

    /// Its writes go to an upper directory of its own; what lies below is this workspace as it is. The
    /// outputs in `.wave/out` can be read there, and what is written to them vanishes with the copy.
    @Override
    public Workspace copy(String name) {
        quieten();
        try {
            var copy = folder.besides(name, ground.owner());
            for (var made : List.of("up", "wk", "out", "outwk")) {
                copy.folder(made);
            }
            var original = mounts.getFirst();
            var lowers = new ArrayList<String>();
            switch (original) {
                case Mount.Writable(var _, var under, var upper, var _) -> {
                    lowers.add(upper);
                    lowers.addAll(unmasked(under));
                }
                case Mount.ReadOnly(var _, var under) -> lowers.addAll(unmasked(under));
                case Mount.Bind _ -> throw new IllegalStateException("a workspace is no bind mount");
            }
            var copied = new ArrayList<Mount>();
            copied.add(new Mount.Writable("", lowers, copy.option("up"), copy.option("wk")));
            for (var mount : mounts.subList(1, mounts.size())) {
                copied.add(
                        switch (mount) {
                            case Mount.Bind(var at, var source) ->
                                new Mount.Writable(at, List.of(source), copy.option("out"), copy.option("outwk"));
                            case Mount.ReadOnly readOnly -> readOnly;
                            case Mount.Writable(var at, var under, var upper, var _) -> {
                                var own = "share" + copied.size();
                                copy.folder(own + "/up");
                                copy.folder(own + "/wk");
                                var both = new ArrayList<>(List.of(upper));
                                both.addAll(under);
                                yield new Mount.Writable(at, both, copy.option(own + "/up"), copy.option(own + "/wk"));
                            }
                        });
            }
            var seen = layers().folders().stream()
                    .filter(layer -> !layer.equals(folder.at(Masks.FOLDER)))
                    .toList();
            return new OverlayWorkspace(ground, script, copy, request.withoutNetwork(), copied, seen);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the workspace " + folder.path(), e);
        }
    }

    /// What a step's agent was not shown, its contracts are.
    private List<String> unmasked(List<String> lowers) {
        return lowers.stream().filter(lower -> !lower.equals(maskOption())).toList();
    }

    private String maskOption() {
        return folder.option("lower/" + below.indexOf(folder.at(Masks.FOLDER)));
    }

    /// In the folder, `enter` is a script that opens a shell in the workspace, `up` holds the changed files.
    @Override
    public Path keep() {
        try {
            var enter = folder.at("enter");
            Files.writeString(
                    enter,
                    confinement.holds()
                            ? confinement.entrance(within -> sandboxed(within, List.of("/bin/sh"), ".", Needs.NONE))
                            : script.enter(mounts, folder.at("lease")));
            Walk.grant(enter, 0500);
            return ground.keep(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the workspace " + folder.path(), e);
        }
    }

    @Override
    public void close() {
        confinement.release();
        ground.close(folder);
    }
}
