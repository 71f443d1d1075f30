package dev.wave.model;

/// What a step asks of the sandbox: use it where it works, refuse without it, or do without.
public enum SandboxMode {
    AUTO,
    REQUIRED,
    NONE
}
