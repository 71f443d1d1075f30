package dev.wave.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/// A file name of one's own beside the store, gone when closed, with the lock git may leave beside it.
record TemporaryFile(Path path) implements AutoCloseable {

    static TemporaryFile beside(Path gitDir, String name) {
        var random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return new TemporaryFile(gitDir.resolveSibling("tmp-" + random + "." + name));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + ".lock"));
        } catch (IOException e) {
            throw GitFailed.at("removing " + path, e);
        }
    }
}
