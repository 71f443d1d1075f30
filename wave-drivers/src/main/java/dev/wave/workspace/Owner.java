package dev.wave.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Who works in a project's workspaces: a file that is locked as long as its process lives.
final class Owner implements AutoCloseable {
    /// The owners of this process: their files must not be opened again, since closing would let go of the
    /// lock.
    private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private Owner(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Owner begin(Path folder) throws IOException {
        var name = UUID.randomUUID().toString();
        OURS.add(name);
        var file = folder.resolve(name);
        var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new IOException("cannot lock " + file);
        }
        return new Owner(file, channel);
    }

    String name() {
        return file.getFileName().toString();
    }

    /// Whether the process of that owner still lives.
    static boolean isAlive(Path folder, String name) throws IOException {
        if (OURS.contains(name)) {
            return true;
        }
        var file = folder.resolve(name);
        if (name.isEmpty() || !Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
        OURS.remove(name());
    }
}
