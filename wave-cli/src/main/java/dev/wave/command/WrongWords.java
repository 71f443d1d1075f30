package dev.wave.command;

import dev.wave.diagnostic.Nearest;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in words for the person who wrote it.
final class WrongWords {

    private WrongWords() {}

    static String explained(ParameterException problem, CommandSpec spec) {
        return switch (problem) {
            case UnmatchedArgumentException unmatched ->
                unknown(unmatched.getUnmatched().getFirst(), spec);
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() -> missing(missing.getMissing());
            case OverwrittenOptionException twice
            when twice.getOverwritten() instanceof OptionSpec option ->
                option.longestName() + " is given twice; leave one out";
            default -> String.valueOf(problem.getMessage());
        };
    }

    private static String unknown(String word, CommandSpec spec) {
        if (!word.startsWith("-")) {
            return "'" + word + "' is one word too many for " + spec.name();
        }
        var name = word.split("=", 2)[0];
        var names = spec.options().stream()
                .flatMap(option -> List.of(option.names()).stream())
                .filter(each -> each.startsWith("--"))
                .toList();
        return spec.name() + " has no option '" + name + "'"
                + Nearest.question(name, names).map(question -> "; " + question).orElse("");
    }

    private static String missing(List<ArgSpec> arguments) {
        return arguments.stream()
                        .map(argument -> argument instanceof OptionSpec option
                                ? option.longestName() + " " + option.paramLabel()
                                : argument.paramLabel())
                        .collect(Collectors.joining(", "))
                + (arguments.size() == 1 ? " is missing" : " are missing");
    }
}
