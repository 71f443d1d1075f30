package dev.wave.store;

import dev.wave.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Blobs that become durable, and readable, together by [#flush]. What was not flushed when it is closed is
/// gone.
///
/// The order keeps the promise that a name in the store means durable bytes: all files are synced, then
/// renamed, then their folders are synced. For one thread.
public final class BlobBatch implements AutoCloseable {
    private final FileBlobs blobs;
    private final Path root;
    /// The temporary file of each blob that is not there yet.
    private final SequencedMap<Digest, Path> written = new LinkedHashMap<>();
    /// Blobs that are there, perhaps by a process that has not synced their folder.
    private final SequencedSet<Digest> present = new LinkedHashSet<>();

    BlobBatch(FileBlobs blobs, Path root) {
        this.blobs = blobs;
        this.root = root;
    }

    /// Adds a blob. It is durable after [#flush].
    public Digest put(byte[] bytes) {
        var digest = Digest.of(bytes);
        if (blobs.isIntact(digest)) {
            present.add(digest);
        } else if (!written.containsKey(digest)) {
            put(new ByteArrayInputStream(bytes));
        }
        return digest;
    }

    /// Adds what the stream holds, up to its end. It is durable after [#flush].
    public Digest put(InputStream bytes) {
        try {
            var temporary = temporary();
            var kept = false;
            try {
                var digest = copy(bytes, temporary);
                if (blobs.isIntact(digest)) {
                    present.add(digest);
                } else {
                    kept = written.putIfAbsent(digest, temporary) == null;
                }
                return digest;
            } finally {
                if (!kept) {
                    Files.deleteIfExists(temporary);
                }
            }
        } catch (IOException e) {
            throw DurableFiles.failed("cannot store bytes", root, e);
        }
    }

    /// Returns when everything put so far is durable and can be read.
    public void flush() {
        try {
            for (var temporary : written.values()) {
                sync(temporary);
            }
            var folders = new LinkedHashSet<Path>();
            for (var digest : present) {
                folders.add(folder(digest));
            }
            while (!written.isEmpty()) {
                var entry = written.firstEntry();
                DurableFiles.makeFolder(folder(entry.getKey()));
                Files.move(entry.getValue(), blobs.file(entry.getKey()), StandardCopyOption.ATOMIC_MOVE);
                folders.add(folder(entry.getKey()));
                present.add(entry.getKey());
                written.pollFirstEntry();
            }
            for (var folder : folders) {
                DurableFiles.syncFolder(folder);
            }
            present.forEach(blobs::isDurable);
            present.clear();
        } catch (IOException e) {
            throw DurableFiles.failed("cannot store bytes", root, e);
        }
    }

    @Override
    public void close() {
        try {
            for (var temporary : written.values()) {
                Files.deleteIfExists(temporary);
            }
            written.clear();
        } catch (IOException e) {
            throw DurableFiles.failed("cannot remove a temporary file", root, e);
        }
    }

    private Path folder(Digest digest) {
        return root.resolve(digest.hex().substring(0, 2));
    }

    private Path temporary() throws IOException {
        var folder = root.resolve("tmp");
        if (!Files.isDirectory(folder)) {
            DurableFiles.makeFolder(root);
            DurableFiles.makeFolder(folder);
        }
        var file = folder.resolve(DurableFiles.temporaryName());
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /// Not a channel: an interrupt would close it in the middle.
    private static Digest copy(InputStream from, Path to) throws IOException {
        var sha256 = Digest.sha256();
        var buffer = new byte[1 << 16];
        try (var out = new FileOutputStream(to.toFile())) {
            for (var count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                sha256.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("r--------"));
        return Digest.ofFinished(sha256.digest());
    }

    private static void sync(Path file) throws IOException {
        try (var in = new FileInputStream(file.toFile())) {
            in.getFD().sync();
        }
    }
}
