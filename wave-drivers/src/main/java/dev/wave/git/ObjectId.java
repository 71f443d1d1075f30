package dev.wave.git;

import java.util.HexFormat;
import java.util.regex.Pattern;

/// The name of a git object: 40 or 64 lower-case hexadecimal digits, by the repository's [ObjectFormat].
public record ObjectId(String hex) implements Comparable<ObjectId> {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public ObjectId {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("not an object id: '" + hex + "'");
        }
    }

    static ObjectId of(byte[] raw) {
        return new ObjectId(HexFormat.of().formatHex(raw));
    }

    byte[] raw() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(ObjectId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
