package dev.wave.diagnostic;

/// How much a [Diagnostic] weighs: an error stops the command, a warning and a note do not.
public enum Severity {
    ERROR,
    WARNING,
    NOTE
}
