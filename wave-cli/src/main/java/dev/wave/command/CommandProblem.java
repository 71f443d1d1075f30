package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import java.util.List;

/// Ends a command early with a message for the person who called it. Not for bugs and not for diagnostics of
/// a project.
public final class CommandProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ExitCode exitCode;
    private final transient List<String> details;

    private CommandProblem(ExitCode exitCode, String message, List<String> details) {
        super(message);
        this.exitCode = exitCode;
        this.details = List.copyOf(details);
    }

    /// Ends the command.
    ///
    /// @param message says what, why and what to do next; may have several lines
    public CommandProblem(ExitCode exitCode, String message) {
        this(exitCode, message, List.of());
    }

    static CommandProblem usage(String message) {
        return new CommandProblem(ExitCode.USAGE, message);
    }

    /// Wrong usage, with lines to look things up in, such as a table of what there is.
    static CommandProblem usage(String message, List<String> details) {
        return new CommandProblem(ExitCode.USAGE, message, details);
    }

    static CommandProblem failed(String message) {
        return new CommandProblem(ExitCode.FAILED, message);
    }

    ExitCode exitCode() {
        return exitCode;
    }

    /// Lines that follow the message and stand for themselves.
    List<String> details() {
        return details;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
