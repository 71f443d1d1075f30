package dev.wave.secret;

import dev.wave.model.Secret;

/// A secret's value that cannot be had. The message names the secret, its source and what to do; it never holds
/// anything that a source said.
public final class SecretMissing extends Exception {
    private static final long serialVersionUID = 1;

    SecretMissing(Secret secret, String reason) {
        super("secret " + secret.name() + ": " + reason);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
