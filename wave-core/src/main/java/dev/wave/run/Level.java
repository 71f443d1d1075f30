package dev.wave.run;

/// How well a step was contained while it made its result. Ordered: a later one is stronger.
public enum Level {
    /// Nothing but the workspace kept it apart.
    OPEN,
    /// In the OS sandbox.
    SANDBOXED,
    /// In the OS sandbox, with every model call recorded.
    SEALED
}
