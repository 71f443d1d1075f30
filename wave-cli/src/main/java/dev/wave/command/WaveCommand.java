package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import java.util.List;

/// One command of the program: a picocli command that does its work when [#run] is called.
interface WaveCommand {

    /// Does what the options, which are set by now, ask for.
    ExitCode run() throws InterruptedException;

    /// Words the command takes that picocli does not know, such as a pipeline's parameters. Usually none.
    default List<String> takeOwn(List<String> words) {
        return words;
    }

    /// What follows the options in the help, line by line.
    default List<String> moreHelp() {
        return List.of();
    }
}
