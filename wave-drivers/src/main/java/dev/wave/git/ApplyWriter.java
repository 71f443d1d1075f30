package dev.wave.git;

import dev.wave.model.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/// Writes a checked list of changes into the user's folder: each file under another name beside its place,
/// then renamed; deletions last, and folders that became empty with them. Doing it again does no harm.
final class ApplyWriter {
    private final WorkingTree tree;
    private final Path staging;

    ApplyWriter(WorkingTree tree, Path staging) {
        this.tree = tree;
        this.staging = staging;
    }

    /// Prepares all content aside, so that a missing object or a full disk shows before anything is written.
    void stage(List<FileChange> changes) {
        removeStaging();
        var files = new LinkedHashMap<String, TreeEntry>();
        for (var change : changes) {
            change.to().filter(TreeEntry::isFile).ifPresent(entry -> files.put(change.path(), entry));
        }
        new WorkingFiles(tree).checkOut(files, staging);
        files.keySet().forEach(path -> {
            if (!Files.isRegularFile(staged(path), LinkOption.NOFOLLOW_LINKS)) {
                throw new GitFailed("git did not write " + FileName.shown(path));
            }
        });
    }

    void write(List<FileChange> changes) {
        var deletions = changes.stream().filter(change -> change.to().isEmpty()).toList();
        try {
            for (var change : changes) {
                if (change.to().isPresent()) {
                    makeRoom(change.path(), deletions);
                    place(change.path(), change.to().get());
                }
            }
            for (var change : deletions) {
                delete(change.path());
            }
        } catch (IOException e) {
            throw GitFailed.at("applying was interrupted; `wave apply` finishes it", e);
        }
        removeStaging();
    }

    /// What a killed process may have left beside the files.
    void removeLeftovers(List<FileChange> changes) {
        try {
            for (var change : changes) {
                if (Files.isDirectory(folderOf(tree.file(change.path())), LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(temporary(change.path()));
                }
            }
        } catch (IOException e) {
            throw GitFailed.at("cleaning up after an interrupted apply", e);
        }
    }

    /// A file that becomes a folder, or the other way round, has to go first.
    private void makeRoom(String path, List<FileChange> deletions) throws IOException {
        var file = tree.file(path);
        var isFolder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        if (!isFolder && Files.isDirectory(folderOf(file), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (var deletion : deletions) {
            if (isFolder ? deletion.path().startsWith(path + "/") : path.startsWith(deletion.path() + "/")) {
                delete(deletion.path());
            }
        }
        if (isFolder) {
            removeEmptyFolders(file);
        }
    }

    /// Fails if there is a file in one of them.
    private static void removeEmptyFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> folders;
            try (var walk = Files.walk(folder)) {
                folders = walk.filter(found -> Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS))
                        .sorted(Comparator.reverseOrder())
                        .toList();
            }
            for (var empty : folders) {
                Files.delete(empty);
            }
        }
    }

    private void place(String path, TreeEntry entry) throws IOException {
        var file = tree.file(path);
        Files.createDirectories(folderOf(file));
        var temporary = temporary(path);
        Files.deleteIfExists(temporary);
        if (entry.mode() == TreeEntry.Mode.SYMLINK) {
            var target = FileName.of(tree.store().objects().blob(entry.id()));
            Files.createSymbolicLink(temporary, Path.of(FileName.text(target)));
        } else {
            Files.copy(staged(path), temporary);
            setExecutable(temporary, entry.mode() == TreeEntry.Mode.EXECUTABLE);
            try (var channel = FileChannel.open(temporary, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// As git does it: who may read may execute.
    private static void setExecutable(Path file, boolean executable) throws IOException {
        var permissions = new HashSet<>(Files.getPosixFilePermissions(file));
        permissions.add(PosixFilePermission.OWNER_WRITE);
        permissions.removeAll(List.of(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE));
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            if (permissions.contains(PosixFilePermission.GROUP_READ)) {
                permissions.add(PosixFilePermission.GROUP_EXECUTE);
            }
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            }
        }
        Files.setPosixFilePermissions(file, permissions);
    }

    private void delete(String path) throws IOException {
        var file = tree.file(path);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                || !Files.isDirectory(folderOf(file), LinkOption.NOFOLLOW_LINKS)) {
            return; // it, or what was its folder, became something else by this very apply
        }
        Files.deleteIfExists(file);
        for (var folder = file.getParent();
                folder != null && !folder.equals(tree.project());
                folder = folder.getParent()) {
            try {
                Files.delete(folder);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return;
            }
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file of a project has a folder");
    }

    private Path temporary(String path) {
        var name = Digest.of(FileName.bytes(path)).hex().substring(0, 16);
        return tree.file(path).resolveSibling(".wave-apply-" + name);
    }

    private Path staged(String path) {
        return new WorkingFiles(tree).checkedOut(staging, path);
    }

    private void removeStaging() {
        if (!Files.exists(staging)) {
            return;
        }
        try (var walk = Files.walk(staging)) {
            for (var file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw GitFailed.at("removing " + staging, e);
        }
    }
}
