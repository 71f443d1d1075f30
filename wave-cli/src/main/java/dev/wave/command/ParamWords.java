package dev.wave.command;

import dev.wave.option.Option;
import dev.wave.option.Syntax;
import java.util.ArrayList;
import java.util.List;

/// Takes a pipeline's parameters, `--name=value` and `--name value`, out of a command line; what is left is
/// for the command's own options. An unknown option takes the next word as its value unless that starts with
/// a dash.
final class ParamWords {
    private final Syntax syntax;
    private final List<String> params = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();

    private ParamWords(Syntax syntax) {
        this.syntax = syntax;
    }

    /// @param syntax of the command, whose own options are no parameters
    static ParamWords split(Syntax syntax, List<String> words) {
        var split = new ParamWords(syntax);
        split.read(words);
        return split;
    }

    /// The words that are parameters, as they stood.
    List<String> params() {
        return params;
    }

    /// The words that are not parameters.
    List<String> rest() {
        return rest;
    }

    private void read(List<String> words) {
        for (var at = 0; at < words.size(); at++) {
            var word = words.get(at);
            if (word.equals("--")) {
                rest.addAll(words.subList(at, words.size()));
                return;
            }
            var name = word.startsWith("--") ? word.substring(2).split("=", 2)[0] : "";
            var own = syntax.option(word.split("=", 2)[0]);
            if (own.isPresent() || name.isEmpty()) {
                rest.add(word);
                if (own.filter(Option::needsValue).isPresent() && !word.contains("=") && at + 1 < words.size()) {
                    rest.add(words.get(++at));
                }
            } else {
                params.add(word);
                if (!word.contains("=")
                        && at + 1 < words.size()
                        && !words.get(at + 1).startsWith("-")) {
                    params.add(words.get(++at));
                }
            }
        }
    }
}
