package dev.wave.command;

import dev.wave.diagnostic.ExitCode;

/// Ends a command early with a message for the person who called it. Not for bugs and not for diagnostics of
/// a project.
public final class CommandProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ExitCode exitCode;

    /// Ends the command.
    ///
    /// @param message says what, why and what to do next; may have several lines
    public CommandProblem(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandProblem usage(String message) {
        return new CommandProblem(ExitCode.USAGE, message);
    }

    static CommandProblem failed(String message) {
        return new CommandProblem(ExitCode.FAILED, message);
    }

    ExitCode exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
