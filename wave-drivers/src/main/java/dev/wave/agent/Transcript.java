package dev.wave.agent;

import dev.wave.model.Digest;
import dev.wave.spi.Blobs;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What an agent's program prints, byte by byte, in a file until it is stored. Streams and not channels,
/// because a cancelled attempt's transcript counts as well and an interrupt would close a channel.
final class Transcript implements AutoCloseable {
    private final Path file;
    private final OutputStream out;
    private long length;

    Transcript(Path folder) throws IOException {
        Files.createDirectories(folder);
        file = Files.createTempFile(folder, "transcript", "");
        out = new BufferedOutputStream(new FileOutputStream(file.toFile()), 64 * 1024);
    }

    void add(byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
            length += count;
        } catch (IOException e) {
            throw new UncheckedIOException("the transcript could not be written to " + file, e);
        }
    }

    /// Puts it into the store; absent if there is nothing to put.
    Optional<Digest> store(Blobs blobs) throws IOException {
        out.flush();
        if (length == 0) {
            return Optional.empty();
        }
        var interrupted = Thread.interrupted(); // storing must not be cut
        try (var in = new FileInputStream(file.toFile())) {
            return Optional.of(blobs.put(in));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
