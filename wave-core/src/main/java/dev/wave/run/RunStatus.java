package dev.wave.run;

/// How a run ended.
public enum RunStatus {
    SUCCEEDED,
    FAILED,
    CANCELLED
}
