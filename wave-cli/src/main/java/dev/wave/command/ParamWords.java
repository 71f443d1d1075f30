package dev.wave.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Takes a pipeline's parameters, `--name=value` and `--name value`, out of a command line; what is left is
/// for the command's own options. An unknown option takes the next word as its value unless that starts with
/// a dash.
final class ParamWords {
    private final CommandSpec spec;
    private final List<String> params = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();

    private ParamWords(CommandSpec spec) {
        this.spec = spec;
    }

    /// @param spec of the command, whose own options are no parameters
    static ParamWords split(CommandSpec spec, List<String> words) {
        var split = new ParamWords(spec);
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
            var own = spec.findOption(word.split("=", 2)[0]);
            if (own != null || name.isEmpty()) {
                rest.add(word);
                if (own != null && takesNext(own, word) && at + 1 < words.size()) {
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

    private static boolean takesNext(OptionSpec option, String word) {
        return option.arity().min() > 0 && !word.contains("=");
    }
}
