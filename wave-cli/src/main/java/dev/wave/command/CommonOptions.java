package dev.wave.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options of every command.
final class CommonOptions {

    @Option(names = "-C", paramLabel = "DIR", description = "Look for the project from DIR on upwards.")
    Path directory = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", description = "How to answer.")
    String format = "text";

    @Option(names = "--no-color", description = "No colours, whatever the terminal can do.")
    boolean noColor;

    @Option(names = "--no-pager", description = "Print long text at once, also on a terminal.")
    boolean noPager;

    @Option(
            names = {"-q", "--quiet"},
            description = "Only results and errors.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say more: what was found where, and keys.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /// Whether the answer goes somewhere at once, and not to a person who reads.
    boolean isForPrograms() {
        return noPager || !format.equals("text");
    }

    Loudness loudness() {
        if (quiet && verbose) {
            throw CommandProblem.usage("-q and -v say the opposite of each other; leave one out");
        }
        return quiet ? Loudness.QUIET : verbose ? Loudness.VERBOSE : Loudness.NORMAL;
    }
}
