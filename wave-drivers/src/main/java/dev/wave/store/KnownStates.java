package dev.wave.store;

import dev.wave.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// The state folders that this user's Wave has made, or was told to take over: each has an id that nobody can
/// guess, and these ids are kept outside every project.
///
/// A state folder that came with a project from elsewhere holds what whoever packed it wanted: results that no step
/// made, under keys that fit, and a git repository whose settings name programs.
public final class KnownStates {
    private static final String ID = "id";
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    /// @param folder `$XDG_CONFIG_HOME/wave/states`; made when it is needed
    public KnownStates(Path folder) {
        this.folder = folder;
    }

    /// Makes the state folder if it is not there.
    ///
    /// @return whether it is known, which one that was just made is
    public boolean open(StateDir state) {
        try {
            if (!state.exists()) {
                make(state);
            }
            state.create();
            return isKnown(state.root());
        } catch (IOException e) {
            throw state.unmakeable(e);
        }
    }

    /// Takes a state folder over that is there, whoever made it.
    public void adopt(StateDir state) {
        try {
            mark(state.root());
        } catch (IOException e) {
            throw DurableFiles.failed("cannot take the folder over " + state.root(), state.root(), e);
        }
    }

    /// It appears with its id, or another process that starts just now would take it for somebody else's.
    private void make(StateDir state) throws IOException {
        var root = state.root();
        state.refuseLinks();
        Files.createDirectories(root.getParent());
        var making = root.resolveSibling("." + root.getFileName() + "." + UUID.randomUUID());
        DurableFiles.makeFolder(making);
        try {
            mark(making);
            Files.move(making, root, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.syncFolder(Objects.requireNonNull(root.getParent()));
        } catch (FileSystemException failed) {
            if (!Files.isRegularFile(root.resolve(ID), LinkOption.NOFOLLOW_LINKS)) {
                throw failed;
            } // else another process was first; how a system says so differs
        } finally {
            Files.deleteIfExists(making.resolve(ID));
            Files.deleteIfExists(making);
        }
    }

    private void mark(Path state) throws IOException {
        var id = UUID.randomUUID().toString();
        Files.createDirectories(folder.getParent());
        DurableFiles.makeFolder(folder);
        DurableFiles.replace(record(id), (state + "\n").getBytes(StandardCharsets.UTF_8), OURS);
        DurableFiles.replace(state.resolve(ID), (id + "\n").getBytes(StandardCharsets.UTF_8), OURS);
    }

    private boolean isKnown(Path state) throws IOException {
        var file = state.resolve(ID);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 64) {
                return false;
            }
            var id = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return SHAPE.matcher(id).matches() && Files.isRegularFile(record(id), LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /// By a digest: whoever sees the list of names has no id.
    private Path record(String id) {
        return folder.resolve(Digest.ofText(id).hex());
    }
}
