package dev.wave.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/// Work that only one at a time may do, of all Wave processes of this machine: held by a lock on a file,
/// which the kernel lets go when the process dies. The file is there only while the work is done.
final class Exclusive {
    /// Within one process file locks are not for threads: those meet here first.
    private static final ConcurrentHashMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    /// A file of one byte with a hole before it takes no space.
    private static final long LONGEST = 1L << 40;

    private Exclusive() {}

    /// Something that makes a value and may fail.
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T run(Path lockFile, Work<T> work) throws IOException {
        var here = HERE.computeIfAbsent(lockFile.toAbsolutePath(), _ -> new ReentrantLock());
        here.lock();
        try (var held = hold(lockFile)) {
            assert held.isOpen();
            try {
                return work.run();
            } finally {
                Files.deleteIfExists(lockFile); // while it is held: whoever waits for it sees that it is gone
            }
        } finally {
            here.unlock();
        }
    }

    /// The file, locked, and still under its name: the one who held it before may have deleted it since it was
    /// opened.
    ///
    /// The file with that name is the locked one if it has the length that was just given to the locked one. To
    /// open it for a second look would be the end of the lock: POSIX lets go of all a process holds on a file
    /// when it closes any of its descriptors.
    private static FileChannel hold(Path lockFile) throws IOException {
        while (true) {
            var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.lock();
                var length = ThreadLocalRandom.current().nextLong(1, LONGEST);
                channel.truncate(0).write(ByteBuffer.wrap(new byte[1]), length - 1);
                if (Files.size(lockFile) == length) {
                    return channel;
                }
            } catch (NoSuchFileException _) {
                // deleted, then: the next one is ours or somebody else's
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
    }
}
