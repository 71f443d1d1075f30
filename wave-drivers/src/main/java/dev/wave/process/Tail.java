package dev.wave.process;

import java.nio.charset.StandardCharsets;

/// The last bytes of a stream, whatever its length. Not for several threads at once.
public final class Tail {

    /// Bytes that are kept.
    public static final int SIZE = 4096;

    private final byte[] ring = new byte[SIZE];
    private long written;

    /// Takes the first `length` of the bytes.
    public void add(byte[] bytes, int length) {
        for (int i = Math.max(0, length - SIZE); i < length; i++) {
            ring[(int) ((written + i) % SIZE)] = bytes[i];
        }
        written += length;
    }

    /// What is kept as text. If the beginning is lost, it starts at a line, or, in one long line, at a
    /// character.
    public String text() {
        if (written <= SIZE) {
            return new String(ring, 0, (int) written, StandardCharsets.UTF_8).stripTrailing();
        }
        var bytes = new byte[SIZE];
        int start = (int) (written % SIZE);
        System.arraycopy(ring, start, bytes, 0, SIZE - start);
        System.arraycopy(ring, 0, bytes, SIZE - start, start);
        int from = firstWhole(bytes);
        return new String(bytes, from, SIZE - from, StandardCharsets.UTF_8).stripTrailing();
    }

    private static int firstWhole(byte[] bytes) {
        for (int i = 0; i < SIZE - 1; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        int from = 0;
        while (from < 4 && (bytes[from] & 0xC0) == 0x80) {
            from++; // the middle of a character
        }
        return from;
    }
}
