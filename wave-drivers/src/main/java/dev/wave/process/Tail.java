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

    public boolean isEmpty() {
        return written == 0;
    }

    /// The last bytes of what is kept, as text. If something before them is lost, it starts at a line, or, in
    /// one long line, at a character.
    ///
    /// @param most bytes, at most [#SIZE]
    public String text(int most) {
        int length = (int) Math.min(written, Math.min(most, SIZE));
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((written - length + i) % SIZE)];
        }
        int from = length < written ? firstWhole(bytes) : 0;
        return new String(bytes, from, length - from, StandardCharsets.UTF_8).stripTrailing();
    }

    private static int firstWhole(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        int from = 0;
        while (from < Math.min(4, bytes.length) && (bytes[from] & 0xC0) == 0x80) {
            from++; // the middle of a character
        }
        return from;
    }
}
