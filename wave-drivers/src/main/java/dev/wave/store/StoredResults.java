package dev.wave.store;

import dev.wave.model.Decoded;
import dev.wave.model.Digest;
import dev.wave.run.Result;
import dev.wave.run.ResultJson;
import dev.wave.spi.Blobs;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Results' manifests, as blobs hold them.
public record StoredResults(Blobs blobs) {

    /// The manifest, if it is there, intact and understood.
    public Optional<Result> of(Digest digest) {
        return blobs.read(digest)
                .map(bytes -> ResultJson.read(new String(bytes, StandardCharsets.UTF_8)))
                .flatMap(decoded -> decoded instanceof Decoded.Understood<Result>(var result)
                        ? Optional.of(result)
                        : Optional.empty());
    }
}
