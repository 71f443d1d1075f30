package dev.wave.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 of some bytes, written `sha256:` and 64 lower-case hexadecimal digits.
public record Digest(String value) implements Comparable<Digest> {
    private static final Pattern SHAPE = Pattern.compile("sha256:[0-9a-f]{64}");

    public Digest {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a digest: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    /// The digest of these bytes.
    public static Digest of(byte[] bytes) {
        return ofFinished(sha256().digest(bytes));
    }

    /// The digest of this text in UTF-8.
    public static Digest ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Names a finished SHA-256.
    public static Digest ofFinished(byte[] sha256) {
        return new Digest("sha256:" + HexFormat.of().formatHex(sha256));
    }

    /// A fresh SHA-256, for bytes that come in pieces.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The 64 hexadecimal digits, without the algorithm.
    public String hex() {
        return value.substring("sha256:".length());
    }

    @Override
    public int compareTo(Digest other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
