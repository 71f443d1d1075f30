package dev.wave.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes objects as git's loose objects: `zlib(type SP length NUL body)` in a file named by its id. Safe for
/// many threads and processes: a file appears complete or not at all. Durable only after [#sync].
final class LooseObjects {
    private static final int SMALL = 1 << 20;

    private final Path directory;
    private final ObjectFormat format;
    private final Set<Path> unsynced = new LinkedHashSet<>();

    LooseObjects(Path directory, ObjectFormat format) {
        this.directory = directory;
        this.format = format;
    }

    /// The id the object has, without writing it.
    ObjectId idOf(String type, byte[] body) {
        var digest = format.digest();
        digest.update(header(type, body.length));
        return ObjectId.of(digest.digest(body));
    }

    ObjectId write(String type, byte[] body) {
        var id = idOf(type, body);
        if (!has(id)) {
            try {
                var temporary = temporary();
                deflate(temporary, type, body.length, new ByteArrayInputStream(body));
                place(temporary, id);
            } catch (IOException e) {
                throw GitFailed.at("writing object " + id, e);
            }
        }
        return id;
    }

    /// The id a regular file's bytes have as a blob, without writing it or keeping them in memory.
    ObjectId idOfBlob(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var digest = format.digest();
            digest.update(header("blob", channel.size()));
            new HashedInput(Channels.newInputStream(channel), digest).transferTo(OutputStream.nullOutputStream());
            return ObjectId.of(digest.digest());
        }
    }

    /// Stores a regular file's bytes; a large one without keeping it in memory.
    ObjectId writeBlob(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var in = Channels.newInputStream(channel);
            return channel.size() <= SMALL ? write("blob", in.readAllBytes()) : writeLarge(file, channel.size(), in);
        }
    }

    private ObjectId writeLarge(Path file, long size, InputStream in) throws IOException {
        var digest = format.digest();
        digest.update(header("blob", size));
        var body = new HashedInput(in, digest);
        var temporary = temporary();
        deflate(temporary, "blob", size, body);
        if (body.count() != size) {
            Files.delete(temporary);
            throw new IOException(file + " changed while it was read");
        }
        var id = ObjectId.of(digest.digest());
        if (has(id)) {
            Files.delete(temporary);
        } else {
            place(temporary, id);
        }
        return id;
    }

    /// Whether the object is there as a loose one. An empty file is what a crash leaves of an unsynced write.
    boolean has(ObjectId id) {
        try {
            return Files.size(path(id)) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    Path path(ObjectId id) {
        return directory.resolve(id.hex().substring(0, 2)).resolve(id.hex().substring(2));
    }

    /// Makes everything written so far durable. A tree may be named in a journal only after this.
    void sync() {
        Set<Path> files;
        synchronized (unsynced) {
            files = new LinkedHashSet<>(unsynced);
        }
        var folders = new LinkedHashSet<Path>();
        for (var file : files) {
            force(file);
            folders.add(directory.resolve(directory.relativize(file).getName(0)));
        }
        folders.forEach(LooseObjects::force);
        if (!files.isEmpty()) {
            force(directory);
        }
        synchronized (unsynced) {
            unsynced.removeAll(files);
        }
    }

    private static void force(Path path) {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            // packed meanwhile, and whoever packed it made it durable
        } catch (IOException e) {
            throw GitFailed.at("making " + path + " durable", e);
        }
    }

    private void place(Path temporary, ObjectId id) throws IOException {
        var path = path(id);
        try {
            Files.createDirectory(path.getParent());
        } catch (FileAlreadyExistsException e) {
            // nearly always
        }
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--r--r--"));
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        synchronized (unsynced) {
            unsynced.add(path);
        }
    }

    private Path temporary() {
        var random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return directory.resolve("tmp_obj_" + ProcessHandle.current().pid() + "_" + random);
    }

    private static void deflate(Path to, String type, long length, InputStream body) throws IOException {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var file = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var out = new DeflaterOutputStream(file, deflater, 16 * 1024)) {
            out.write(header(type, length));
            body.transferTo(out);
        } catch (IOException e) {
            Files.deleteIfExists(to);
            throw e;
        } finally {
            deflater.end();
        }
    }

    private static byte[] header(String type, long length) {
        return (type + " " + length + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
