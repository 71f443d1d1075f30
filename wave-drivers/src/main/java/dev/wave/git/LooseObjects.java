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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Writes objects as git's loose objects: `zlib(type SP length NUL body)` in a file named by its id. Safe for
/// many threads and processes: a file appears complete or not at all. Durable only after [#sync].
final class LooseObjects {
    private static final int SMALL = 1 << 20;

    private final Path directory;
    private final ObjectFormat format;
    private final Set<Path> unsynced = new LinkedHashSet<>();
    private final Set<ObjectId> sound = ConcurrentHashMap.newKeySet();

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
        if (!isSound(id)) {
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
        if (isSound(id)) {
            Files.delete(temporary);
        } else {
            place(temporary, id);
        }
        return id;
    }

    /// Whether the object is there as a loose one, and is what its name says. What is not is what a crash left of an
    /// unsynced write, or a disk of a good one: it is written anew. Each object is read once in a process.
    boolean isSound(ObjectId id) {
        if (sound.contains(id) && Files.exists(path(id))) {
            return true;
        }
        try {
            return idOfFile(path(id)).equals(id) && sound.add(id);
        } catch (IOException e) {
            return false;
        }
    }

    private ObjectId idOfFile(Path file) throws IOException {
        var digest = format.digest();
        try (var in = new HashedInput(new InflaterInputStream(Files.newInputStream(file)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return ObjectId.of(digest.digest());
    }

    /// Moves a loose object that is not what its name says out of the way, so that it counts as missing: it can then
    /// come from a pack, from the user's repository, or be written anew.
    ///
    /// @return whether there was such a one
    boolean setAside(ObjectId id) {
        sound.remove(id);
        try {
            if (!Files.exists(path(id)) || isSound(id)) {
                return false;
            }
            var corrupt = Files.createDirectories(directory.resolveSibling("corrupt"));
            Files.move(path(id), corrupt.resolve(id + "." + temporaryName()), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false; // what was asked for has failed already, and says so
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
        if (Files.isDirectory(path)) {
            setAside(id); // a file cannot take its place
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        synchronized (unsynced) {
            unsynced.add(path);
        }
    }

    private Path temporary() {
        return directory.resolve("tmp_obj_" + temporaryName());
    }

    private static String temporaryName() {
        return ProcessHandle.current().pid() + "_"
                + Long.toHexString(ThreadLocalRandom.current().nextLong());
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
