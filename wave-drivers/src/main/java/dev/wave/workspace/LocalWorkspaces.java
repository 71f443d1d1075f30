package dev.wave.workspace;

import dev.wave.git.GitStore;
import dev.wave.redaction.Vault;
import dev.wave.sandbox.Enforcement;
import dev.wave.sandbox.Sandbox;
import dev.wave.spi.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Workspaces in Wave's cache folder on this machine, in the way that works here.
///
/// Many threads may use one, and many Wave processes one cache. Failures of the disk, of git or of the kernel
/// are [UncheckedIOException]s with a message for a person. Nothing is ever mounted on the host, and nothing
/// of the user's project is written to.
public final class LocalWorkspaces implements Workspaces, AutoCloseable {
    /// After this time a shared checkout that nobody used is made anew when it is needed.
    private static final Duration UNUSED = Duration.ofDays(14);

    private final Probe probe;
    private final Ground ground;

    private LocalWorkspaces(Probe probe, Ground ground) {
        this.probe = probe;
        this.ground = ground;
    }

    /// Opens the project's workspaces, and sees to what earlier processes left: what was closed is deleted,
    /// what was not is kept for a person.
    ///
    /// @param cache Wave's cache folder, `$XDG_CACHE_HOME/wave`; made if it is not there
    /// @param project the project's folder
    /// @param environment Wave's own: `PATH`, `WAVE_WORKSPACES`
    public static LocalWorkspaces at(Path cache, Path project, GitStore store, Map<String, String> environment) {
        return at(cache, project, store, environment, new Vault());
    }

    /// The same for steps that are given secrets.
    ///
    /// @param vault what no file may hold that is recorded or left behind
    public static LocalWorkspaces at(
            Path cache, Path project, GitStore store, Map<String, String> environment, Vault vault) {
        try {
            Files.createDirectories(cache);
            var real = cache.toRealPath();
            var sandbox = Sandbox.find(real, environment, List.of(project.toRealPath(), store.gitDir(), real));
            var probe = Probe.of(real, environment, sandbox);
            var place = Place.prepare(real, StepFolder.digest(project.toRealPath() + "\0" + identity(store.gitDir())));
            var repository = new Repository(store);
            var trash = new Trash(place.trash());
            var checkouts = new Checkouts(place, repository, trash);
            var owner = Owner.begin(place.owner());
            var ground = new Ground(place, project.toRealPath(), repository, checkouts, trash, owner, sandbox, vault);
            var workspaces = new LocalWorkspaces(probe, ground);
            workspaces.sweep();
            return workspaces;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder of the workspaces: " + e.getMessage(), e);
        }
    }

    /// Names this store and no other. Checkouts borrow its objects, so those of a project that was deleted and made
    /// again at the same path must not be taken for its own.
    private static String identity(Path gitDir) throws IOException {
        var file = gitDir.resolve("wave-id");
        if (!Files.exists(file)) {
            var fresh = Files.writeString(gitDir.resolve("wave-id." + UUID.randomUUID()), UUID.randomUUID() + "\n");
            try {
                Files.createLink(file, fresh); // whoever comes second takes what is there
            } catch (FileAlreadyExistsException _) {
                // another process was first
            } finally {
                Files.delete(fresh);
            }
        }
        return Files.readString(file).strip();
    }

    /// How workspaces are made here.
    public Way way() {
        return probe.way();
    }

    /// Why not in a better way; empty if there is none.
    public String why() {
        return probe.why();
    }

    /// What keeps the programs of steps from doing more than they may.
    public Enforcement enforcement() {
        return ground.sandbox().enforcement();
    }

    Ground ground() {
        return ground;
    }

    @Override
    public Workspace open(Request request) {
        return make(request);
    }

    LocalWorkspace make(Request request) {
        try {
            var folder = StepFolder.make(ground.place(), request.name(), ground.owner());
            try {
                var workspace = probe.way().isOverlay()
                        ? OverlayWorkspace.open(ground, script(), folder, request)
                        : PoolWorkspace.open(ground, folder, request);
                Files.writeString(folder.at("from"), request.from().value());
                folder.markWanted();
                return workspace;
            } catch (IOException | RuntimeException e) {
                ground.close(folder);
                throw e;
            }
        } catch (IOException e) {
            var why = e instanceof FileSystemException ? e.toString() : e.getMessage(); // a path alone tells nothing
            throw new UncheckedIOException("cannot make the workspace '%s': %s".formatted(request.name(), why), e);
        }
    }

    private MountScript script() {
        return new MountScript(probe.way(), probe.tools().orElseThrow(), ground.place());
    }

    /// A workspace that was kept.
    ///
    /// @param bytes of its own files, without what it shares with others
    public record Kept(String name, Path folder, long bytes, Instant since) {}

    /// The kept workspaces, the oldest first.
    public List<Kept> kept() {
        try {
            var all = new ArrayList<Kept>();
            for (var folder : folders()) {
                if (folder.isKept()) {
                    all.add(new Kept(
                            folder.path().getFileName().toString(),
                            folder.path(),
                            Walk.size(folder.path()),
                            Files.getLastModifiedTime(folder.at("kept")).toInstant()));
                }
            }
            all.sort(Comparator.comparing(Kept::since).thenComparing(Kept::name));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the kept workspaces", e);
        }
    }

    /// The kept workspace at this path, if one is.
    public Optional<KeptFolder> keptAt(Path path) {
        try {
            var real = path.toRealPath();
            var folder = new StepFolder(ground.place(), real);
            return ground.place().step().equals(real.getParent()) && StepFolder.is(real) && folder.isKept()
                    ? Optional.of(new KeptFolder(ground, folder))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for a workspace at " + path, e);
        }
    }

    /// Whether the path is one of Wave's own folders, where files are not as their names say.
    public boolean isOurs(Path path) {
        try {
            return path.toRealPath().startsWith(ground.place().all());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for a workspace at " + path, e);
        }
    }

    /// Removes a kept workspace. One that somebody is in stays: kill first.
    public void remove(Kept kept) {
        try {
            ground.trash().take(kept.folder());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the workspace " + kept.folder(), e);
        }
    }

    /// Everything without a living owner: throwaway copies go, the rest is kept. Other processes may be at it, too.
    private void sweep() throws IOException {
        for (var folder : folders()) {
            if (!folder.isKept() && !folder.isInUse()) {
                ground.sandbox().release(folder.group());
                leave(folder);
            }
        }
        new Eviction(ground.place(), ground.trash(), UNUSED).run();
        ground.trash().empty();
    }

    private void leave(StepFolder folder) throws IOException {
        if (folder.isThrowaway()) {
            ground.trash().take(folder.path());
            return;
        }
        try {
            folder.keep();
        } catch (NoSuchFileException _) {
            // it was throwaway, and somebody else was first
        }
    }

    private List<StepFolder> folders() throws IOException {
        var folders = new ArrayList<StepFolder>();
        for (var path : Walk.names(ground.place().step())) {
            if (StepFolder.is(path)) {
                folders.add(new StepFolder(ground.place(), path));
            }
        }
        return folders;
    }

    /// Lets go of the workspaces; those still open count as left behind.
    @Override
    public void close() {
        try {
            ground.owner().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
