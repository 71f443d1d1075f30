package dev.wave.command;

import dev.wave.option.Option;
import dev.wave.option.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The finished words of a command line that is still being written.
///
/// @param arguments those that are neither options nor their values
/// @param waiting the option whose value comes next, if one does
record WordsSoFar(List<String> arguments, Optional<String> waiting) {

    /// @param takesParams whether an option the command does not have is a pipeline's parameter
    static WordsSoFar read(Syntax syntax, List<String> words, boolean takesParams) {
        var arguments = new ArrayList<String>();
        for (var at = 0; at < words.size(); at++) {
            var word = words.get(at);
            if (word.equals("--")) {
                arguments.addAll(words.subList(at + 1, words.size()));
                break;
            }
            if (!word.startsWith("-")) {
                arguments.add(word);
            } else if (takesNext(syntax, word, takesParams)) {
                if (at + 1 == words.size()) {
                    return new WordsSoFar(arguments, Optional.of(word));
                }
                at++;
            }
        }
        return new WordsSoFar(arguments, Optional.empty());
    }

    private static boolean takesNext(Syntax syntax, String word, boolean takesParams) {
        return syntax.option(word)
                .map(Option::needsValue)
                .orElse(takesParams && word.startsWith("--") && !word.contains("="));
    }
}
