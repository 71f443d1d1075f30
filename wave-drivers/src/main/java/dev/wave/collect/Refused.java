package dev.wave.collect;

import java.io.IOException;

/// Something a step left that is not taken, with the reason for people. Becomes a violation.
final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
