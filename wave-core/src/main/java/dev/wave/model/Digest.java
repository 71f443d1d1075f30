package dev.wave.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of some bytes, written `sha256:` and 64 lower-case hexadecimal digits.
public record Digest(String value) implements Comparable<Digest> {
    private static final String ALGORITHM = "sha256:";
    private static final int DIGITS = 64;
    private static final MessageDigest FRESH = fresh();

    public Digest {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a digest: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        if (text.length() != ALGORITHM.length() + DIGITS || !text.startsWith(ALGORITHM)) {
            return false;
        }
        for (var at = ALGORITHM.length(); at < text.length(); at++) {
            if (!isDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
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
        return new Digest(ALGORITHM + HexFormat.of().formatHex(sha256));
    }

    /// A fresh SHA-256, for bytes that come in pieces. A copy: Java looks for one among its providers each time it is
    /// asked, which takes longer than most texts.
    public static MessageDigest sha256() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The 64 hexadecimal digits, without the algorithm.
    public String hex() {
        return value.substring(ALGORITHM.length());
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
