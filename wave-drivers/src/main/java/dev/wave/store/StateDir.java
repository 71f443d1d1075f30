package dev.wave.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder with the journal and the store: `wave/` in git's common folder, or `.wave/state/` where there
/// is no git. Only its owner may look into it. Making it never changes what `git status` shows.
///
/// @param root the folder itself; absolute
/// @param visible whether a git repository made around it later could see it, so that it has to hide itself
public record StateDir(Path root, boolean visible) {

    public StateDir {
        root = root.toAbsolutePath().normalize();
    }

    /// The state of every project and work tree of one repository.
    ///
    /// @param commonDir what `git rev-parse --git-common-dir` says
    public static StateDir ofGit(Path commonDir) {
        return new StateDir(commonDir.resolve("wave"), false);
    }

    /// The state of a project that is in no git repository.
    public static StateDir ofFolder(Path project) {
        return new StateDir(project.resolve(".wave").resolve("state"), true);
    }

    /// Whether anything was ever kept here.
    public boolean exists() {
        return Files.isDirectory(root);
    }

    /// Makes the folder if it is not there.
    ///
    /// @throws StoreException if that is impossible, or if a link leads elsewhere
    public StateDir create() {
        try {
            refuseLinks();
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root.getParent());
                DurableFiles.makeFolder(root);
            }
            var ignore = root.resolve(".gitignore");
            if (visible && !Files.exists(ignore)) {
                DurableFiles.replace(
                        ignore, "*\n".getBytes(StandardCharsets.UTF_8), PosixFilePermissions.fromString("rw-------"));
            }
            return this;
        } catch (IOException e) {
            throw unmakeable(e);
        }
    }

    /// Why it could not be made, and what to do then.
    StoreException unmakeable(IOException cause) {
        var failed = DurableFiles.failed("cannot make the folder " + root, root, cause);
        return failed.kind() == StoreException.Kind.NO_ACCESS
                ? new StoreException(
                        failed.kind(),
                        failed.getMessage()
                                + "\nWave keeps its runs there; work in a copy of the project that you can write to, such as a clone",
                        cause)
                : failed;
    }

    /// A project that came from somewhere could bring a link that makes Wave write where its user never
    /// looks.
    void refuseLinks() {
        if (visible && (Files.isSymbolicLink(root) || Files.isSymbolicLink(root.getParent()))) {
            throw new StoreException(
                    StoreException.Kind.NO_ACCESS,
                    "Wave keeps its state in " + root + ", and a symbolic link stands there; remove the link");
        }
    }

    /// Journal, results and run index.
    public Path database() {
        return root.resolve("wave.db");
    }

    /// Bytes by their digest.
    public Path blobs() {
        return root.resolve("blobs");
    }

    /// Per run a folder with what its agents did.
    public Path runs() {
        return root.resolve("runs");
    }

    /// Who works on what, until the machine restarts.
    public Path leases() {
        return root.resolve("leases");
    }
}
