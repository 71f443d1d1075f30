package dev.wave.redaction;

import dev.wave.model.SecretName;
import dev.wave.run.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Knows the values of some secrets in every one of their [Encodings]: replaces them by `[secret NAME]` in text,
/// and finds them in files. Immutable; never gives a value away, in no text form of its own either.
public final class Redaction {

    /// Knows no secret: lets everything through.
    public static final Redaction NONE = new Redaction(List.of(), Patterns.of(List.of()));

    private final List<SecretName> names;
    private final Patterns patterns;

    private Redaction(List<SecretName> names, Patterns patterns) {
        this.names = List.copyOf(names);
        this.patterns = patterns;
    }

    /// Of these values; one name may have several, after it was rotated.
    static Redaction of(SequencedMap<SecretName, SequencedSet<String>> values) {
        var names = new ArrayList<SecretName>();
        var forms = new LinkedHashMap<SecretName, List<String>>();
        values.forEach((name, all) -> {
            names.add(name);
            forms.put(
                    name,
                    all.stream().flatMap(value -> Encodings.of(value).stream()).toList());
        });
        return new Redaction(names, Patterns.of(List.copyOf(forms.values())));
    }

    /// What stands in the place of a value.
    public static String replacement(SecretName name) {
        return "[secret " + name + "]";
    }

    /// Says that a secret is in a file, without saying more of it than that.
    public Violation place(String file, SecretName name) {
        return new Violation(text(file), "holds the secret " + name);
    }

    /// Whether there is anything to hide.
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /// The text without values.
    public String text(String text) {
        if (isEmpty()) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (found(bytes).isEmpty()) {
            return text;
        }
        var stream = stream();
        return new String(stream.add(bytes, bytes.length), StandardCharsets.UTF_8)
                + new String(stream.end(), StandardCharsets.UTF_8);
    }

    /// A stream that hides values in bytes that come in pieces.
    public RedactedStream stream() {
        return new RedactedStream(
                patterns, names.stream().map(Redaction::replacement).toList());
    }

    /// A secret whose value is in the text, or was in it before it was replaced.
    public Optional<SecretName> inMessage(String text) {
        return names.stream()
                .filter(name -> text.contains(replacement(name)))
                .findFirst()
                .or(() -> in(text));
    }

    /// A secret whose value is in the text.
    public Optional<SecretName> in(String text) {
        return isEmpty() ? Optional.empty() : found(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A secret whose value is in the bytes; reads no further than to its end. Does not close the stream.
    public Optional<SecretName> in(InputStream bytes) throws IOException {
        if (isEmpty()) {
            return Optional.empty();
        }
        var reader = new Reader(patterns);
        var buffer = new byte[64 * 1024];
        for (int length; (length = bytes.read(buffer)) >= 0; ) {
            for (var i = 0; i < length; i++) {
                if (reader.read(buffer[i])) {
                    return Optional.of(names.get(reader.owner()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SecretName> found(byte[] bytes) {
        var reader = new Reader(patterns);
        for (var b : bytes) {
            if (reader.read(b)) {
                return Optional.of(names.get(reader.owner()));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "Redaction" + names;
    }
}
