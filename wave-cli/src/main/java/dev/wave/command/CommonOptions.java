package dev.wave.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options of every command.
final class CommonOptions {

    @Option(names = "-C", paramLabel = "DIR", description = "Look for the project from DIR on upwards.")
    Path directory = Path.of("");

    @Option(names = "--no-color", description = "No colours, whatever the terminal can do.")
    boolean noColor;

    @Option(
            names = {"-q", "--quiet"},
            description = "Only results and errors.")
    boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
