package dev.wave.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A text that comes in pieces and is either whole or not there.
final class MessageBuffer {
    private final int longest;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean overflowed;

    MessageBuffer(int longest) {
        this.longest = longest;
    }

    void add(byte[] more, int length) {
        if (overflowed || bytes.size() + length > longest) {
            overflowed = true;
            bytes = new ByteArrayOutputStream();
            return;
        }
        bytes.write(more, 0, length);
    }

    boolean overflowed() {
        return overflowed;
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
