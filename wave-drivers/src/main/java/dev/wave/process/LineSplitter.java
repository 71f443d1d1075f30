package dev.wave.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Makes lines of bytes that come in pieces. A line ends with `\n` or `\r\n`; a lone `\r` is part of it.
/// Not for several threads at once.
public final class LineSplitter {

    /// Bytes after which a line that does not end is handed over as if it did.
    public static final int LONGEST = 8 * 1024 * 1024;

    private final Consumer<String> lines;
    private byte[] pending = new byte[512];
    private int length;

    public LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    /// Takes the first `count` of the bytes.
    public void add(byte[] bytes, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                keep(bytes, from, i);
                emit();
                from = i + 1;
            }
        }
        keep(bytes, from, count);
        if (length >= LONGEST) {
            emit();
        }
    }

    /// Hands over what came after the last line end.
    public void end() {
        if (length > 0) {
            emit();
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        int more = to - from;
        if (length + more > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(length + more, pending.length * 2));
        }
        System.arraycopy(bytes, from, pending, length, more);
        length += more;
    }

    private void emit() {
        int end = length > 0 && pending[length - 1] == '\r' ? length - 1 : length;
        var line = new String(pending, 0, end, StandardCharsets.UTF_8);
        length = 0;
        lines.accept(line);
    }
}
