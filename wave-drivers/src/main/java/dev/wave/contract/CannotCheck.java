package dev.wave.contract;

import java.io.IOException;

/// A check that could not come to an answer within its bounds. Neither held nor broken.
public final class CannotCheck extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param reason one line, for people
    public CannotCheck(String reason) {
        super(reason);
    }

    /// The reason.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
