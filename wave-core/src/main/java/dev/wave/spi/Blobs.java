package dev.wave.spi;

import dev.wave.model.Digest;
import java.io.InputStream;
import java.util.Optional;

/// Bytes by their SHA-256. What is read is verified; corrupt bytes are reported and count as missing.
public interface Blobs {

    /// Stores the bytes; returns once they are durable.
    Digest put(byte[] bytes);

    /// Stores what the stream holds, up to its end, without keeping it in memory.
    Digest put(InputStream bytes);

    /// The bytes, if they are there and intact. For blobs that fit into memory.
    Optional<byte[]> read(Digest digest);

    /// The bytes as a stream that fails at its end if they are not intact.
    Optional<InputStream> open(Digest digest);
}
