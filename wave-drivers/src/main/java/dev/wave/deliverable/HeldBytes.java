package dev.wave.deliverable;

import dev.wave.model.Digest;
import dev.wave.spi.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Bytes that are looked at and need not be kept: what is submitted and not accepted leaves nothing behind.
final class HeldBytes implements Blobs {
    private final Map<Digest, byte[]> held = new HashMap<>();

    @Override
    public Digest put(byte[] bytes) {
        var digest = Digest.of(bytes);
        held.put(digest, bytes);
        return digest;
    }

    @Override
    public Digest put(InputStream bytes) {
        try {
            return put(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> read(Digest digest) {
        return Optional.ofNullable(held.get(digest));
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return read(digest).map(ByteArrayInputStream::new);
    }
}
