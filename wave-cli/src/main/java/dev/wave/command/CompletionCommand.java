package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Nearest;
import dev.wave.help.Texts;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `wave completion`: what a shell needs to finish words of Wave's command lines.
final class CompletionCommand extends WaveCommand {
    static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Nullable
    String shell;

    CompletionCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Print a script that lets a shell complete commands, options and names.");
        syntax.argument(Times.ONCE, "SHELL", "bash, zsh or fish.", word -> shell = word);
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
