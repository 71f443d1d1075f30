package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Nearest;
import dev.wave.help.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `wave completion`: what a shell needs to finish words of Wave's command lines.
@Command(
        name = "completion",
        description = "Print a script that lets a shell complete commands, options and names.",
        sortOptions = false)
final class CompletionCommand extends WaveCommand {
    static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    @Nullable
    String shell;

    CompletionCommand(Tools tools) {
        super(tools);
    }

    @Override
    List<OutputFormat> formats() {
        return List.of(OutputFormat.TEXT);
    }

    @Override
    ExitCode run() {
        var name = String.valueOf(shell);
        if (!SHELLS.contains(name)) {
            throw CommandProblem.usage("there is no completion for '" + name + "'"
                    + Nearest.question(name, SHELLS)
                            .map(question -> "; " + question)
                            .orElse("")
                    + "\nit is there for " + String.join(", ", SHELLS));
        }
        console().print(Texts.read("completion." + name).stripTrailing());
        return ExitCode.DONE;
    }
}
