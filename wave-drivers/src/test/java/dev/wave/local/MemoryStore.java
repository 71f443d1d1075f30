package dev.wave.local;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.spi.Blobs;
import dev.wave.spi.Results;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Bytes in memory, and no result under any key.
final class MemoryStore implements Blobs, Results {
    private final Map<Digest, byte[]> bytes = new HashMap<>();

    Digest put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Digest put(byte[] content) {
        var digest = Digest.of(content);
        bytes.put(digest, content.clone());
        return digest;
    }

    @Override
    public Digest put(InputStream content) {
        try (content) {
            return put(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> read(Digest digest) {
        return Optional.ofNullable(bytes.get(digest)).map(byte[]::clone);
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return read(digest).map(ByteArrayInputStream::new);
    }

    @Override
    public void put(RunId run, StepId step, Key key, Digest result, boolean shared) {}

    @Override
    public Optional<Stored> current(Key key) {
        return Optional.empty();
    }

    @Override
    public Optional<Stored> inRun(RunId run, StepId step, Key key) {
        return Optional.empty();
    }

    @Override
    public Optional<Digest> lastComponents(String pipeline, StepId step, RunId before) {
        return Optional.empty();
    }

    @Override
    public void components(String pipeline, StepId step, RunId run, Key key, Digest components) {}
}
