package dev.wave.diagnostic;

/// How a Wave process ends, as scripts see it. The numbers are part of the interface and never change.
public enum ExitCode {
    /// Everything asked for is done.
    DONE(0),
    /// The run or check failed: a step, a contract or a gate.
    FAILED(1),
    /// Wrong usage, or a missing or bad parameter.
    USAGE(2),
    /// An invalid project or pipeline; its diagnostics were printed.
    INVALID(3),
    /// `plan --detailed-exitcode`: something would run.
    WOULD_RUN(4),
    /// `--locked` or `verify`: something does not match its recording.
    MISMATCH(5),
    /// The run waits at a gate and nobody is there to answer it.
    WAITING(6),
    /// A bug in Wave.
    BUG(70),
    /// Cancelled by the user or by a signal.
    CANCELLED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /// The number that the process exits with.
    public int code() {
        return code;
    }
}
