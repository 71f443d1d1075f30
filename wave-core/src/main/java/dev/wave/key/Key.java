package dev.wave.key;

import dev.wave.model.Digest;

/// The digest of all a step may see. Says nothing about where, when or by whom.
public record Key(Digest digest) {
    @Override
    public String toString() {
        return digest.value();
    }
}
