package dev.wave.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Work that only one at a time may do, of all Wave processes of this machine: held by a lock on a file,
/// which the kernel lets go when the process dies.
final class Exclusive {
    /// Within one process file locks are not for threads: those meet here first.
    private static final ConcurrentHashMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private Exclusive() {}

    /// Something that makes a value and may fail.
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T run(Path lockFile, Work<T> work) throws IOException {
        var here = HERE.computeIfAbsent(lockFile.toAbsolutePath(), _ -> new ReentrantLock());
        here.lock();
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assert lock.isValid();
            return work.run();
        } finally {
            here.unlock();
        }
    }
}
