package dev.wave.command;

import java.util.List;

/// Words of a command line that one of its options has no use for. Nothing that somebody asks for is passed over in
/// silence.
final class Contradiction {

    private Contradiction() {}

    /// Ends the command if there are such words.
    ///
    /// @param why what the option does, which leaves nothing for the words to say
    /// @param useless the words, as far as they were given
    static void refuse(String option, String why, List<String> useless) {
        if (!useless.isEmpty()) {
            throw CommandProblem.usage(option + " " + why + "; leave " + String.join(", ", useless) + " out");
        }
    }
}
