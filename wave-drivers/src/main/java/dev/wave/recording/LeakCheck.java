package dev.wave.recording;

import dev.wave.redaction.KeyPatterns;
import dev.wave.redaction.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks for secrets in what is about to be shown to others.
public final class LeakCheck {
    private final Redaction known;
    private final List<String> secrets = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    /// @param known the secrets whose values are known here
    public LeakCheck(Redaction known) {
        this.known = known;
    }

    /// Looks into a piece's file.
    public void look(Piece piece, Path file) {
        try {
            try (InputStream bytes = Files.newInputStream(file)) {
                known.in(bytes).ifPresent(name -> secrets.add(piece.what() + " holds the secret " + name));
            }
            try (InputStream bytes = Files.newInputStream(file)) {
                KeyPatterns.in(bytes).ifPresent(kind -> keys.add(piece.what() + " holds what looks like " + kind));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// Where values of known secrets are, for people.
    public List<String> secrets() {
        return List.copyOf(secrets);
    }

    /// Where something has the form of a key, for people.
    public List<String> keys() {
        return List.copyOf(keys);
    }
}
