package dev.wave.gateway.http;

import java.io.IOException;

/// A request that is answered with an error of the gateway's or the proxy's own.
public final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    public Refused(int status, String reason) {
        super(reason);
        this.status = status;
    }

    /// The status to answer with.
    public int status() {
        return status;
    }

    /// Why, in words.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
