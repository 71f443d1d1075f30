package dev.wave.git;

import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Remembers an apply from before its first write until after its last, so that the next one can finish it.
/// One apply at a time: it holds a lock, which dies with the process.
final class ApplyJournal implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;
    private final Path entry;

    private ApplyJournal(Path folder, Path project, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.entry = folder.resolve(
                "begun-" + Digest.ofText(project.toUri().getRawPath()).hex());
        this.channel = channel;
        this.lock = lock;
    }

    static ApplyJournal open(GitStore store, Path project) {
        var folder = store.gitDir().resolveSibling("apply");
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock.isEmpty()) {
                channel.close();
                throw new GitFailed("another `wave apply` is at work in this project");
            }
            return new ApplyJournal(folder, project, channel, lock.get());
        } catch (IOException e) {
            throw GitFailed.at("opening " + folder, e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /// An apply that was begun and not ended.
    record Begun(TreeId from, TreeId to) {}

    /// The apply of this project that was not ended.
    Optional<Begun> begun() {
        try {
            if (!Files.exists(entry)) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(entry);
            return Optional.of(new Begun(new TreeId(lines.get(0)), new TreeId(lines.get(1))));
        } catch (IOException e) {
            throw GitFailed.at("reading " + entry, e);
        }
    }

    /// Durable when it returns.
    void begin(TreeId from, TreeId to) {
        try {
            var temporary = folder.resolve("new");
            Files.writeString(temporary, from + "\n" + to + "\n");
            force(temporary);
            Files.move(temporary, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
        } catch (IOException e) {
            throw GitFailed.at("writing " + entry, e);
        }
    }

    void end() {
        try {
            Files.deleteIfExists(entry);
            force(folder);
        } catch (IOException e) {
            throw GitFailed.at("removing " + entry, e);
        }
    }

    /// A folder for the files to be written.
    Path staging() {
        return folder.resolve("staging");
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw GitFailed.at("closing " + folder, e);
        }
    }

    private static void force(Path path) throws IOException {
        try (var opened = FileChannel.open(path, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}
