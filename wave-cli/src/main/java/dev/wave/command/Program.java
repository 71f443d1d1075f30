package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Nearest;
import dev.wave.store.StoreException;
import dev.wave.view.Printable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The program as a function from words to an exit code: finds the command, reads its options, lets it run.
public final class Program {
    private final CommandTable commands;
    private final Tools tools;

    public Program(CommandTable commands, Tools tools) {
        this.commands = commands;
        this.tools = tools;
    }

    /// Runs the command the words name. Expected problems are printed and become exit codes; bugs are thrown.
    public ExitCode run(List<String> words) throws InterruptedException {
        try {
            return dispatch(words);
        } catch (CommandProblem problem) {
            say(problem.getMessage());
            problem.details()
                    .forEach(
                            line -> tools.console().detail(Printable.block(line).text()));
            return problem.exitCode();
        } catch (StoreException | UncheckedIOException failed) { // the world's failure, not Wave's
            say(String.valueOf(failed.getMessage()));
            return ExitCode.FAILED;
        }
    }

    private void say(String message) {
        message.lines()
                .forEach(line -> tools.console().error(Printable.line(line).text()));
    }

    private ExitCode dispatch(List<String> words) throws InterruptedException {
        var position = commandPosition(words);
        if (position >= words.size()) {
            return overview(words);
        }
        var name = words.get(position);
        var rest = new ArrayList<>(words.subList(0, position));
        rest.addAll(words.subList(position + 1, words.size()));
        if (name.equals("help")) {
            return rest.isEmpty() ? overview(List.of("--help")) : dispatch(List.of(rest.getFirst(), "--help"));
        }
        var entry = commands.named(name).orElseThrow(() -> unknown(name));
        return execute(entry.make().apply(tools), name, rest);
    }

    /// Options may stand before the command, as in `wave -C DIR run`.
    private static int commandPosition(List<String> words) {
        var position = 0;
        while (position < words.size() && words.get(position).startsWith("-")) {
            position += words.get(position).equals("-C") ? 2 : 1;
        }
        return position;
    }

    private ExitCode overview(List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            tools.console().print(commands.overview());
            return ExitCode.DONE;
        }
        tools.console().detail(commands.overview());
        return ExitCode.USAGE;
    }

    private CommandProblem unknown(String name) {
        return CommandProblem.usage("no command '" + name + "'"
                + Nearest.question(name, commands.names())
                        .map(question -> "; " + question)
                        .orElse("") + "\n"
                + "`wave --help` lists the commands");
    }

    private ExitCode execute(WaveCommand command, String name, List<String> words) throws InterruptedException {
        var line = new CommandLine(command).setCommandName("wave " + name).setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        try {
            var own = command.takeOwn(line.getCommandSpec(), words);
            var parsed = line.parseArgs(own.toArray(String[]::new));
            if (parsed.isUsageHelpRequested()) {
                help(line, command);
                return ExitCode.DONE;
            }
            command.format(); // what is wrong is told before anything is done
            command.refuseContradictions(parsed.matchedOptions().stream()
                    .map(OptionSpec::longestName)
                    .toList());
        } catch (ParameterException problem) {
            throw CommandProblem.usage(problem.getMessage() + "\n`wave " + name + " --help` shows what it takes");
        }
        return command.run();
    }

    private void help(CommandLine line, WaveCommand command) {
        nameFormats(line.getCommandSpec(), command.formats());
        tools.console().print(line.getUsageMessage(Ansi.OFF).stripTrailing());
        var more = command.moreHelp();
        if (!more.isEmpty()) {
            tools.console().print("");
            more.forEach(tools.console()::print);
        }
    }

    /// Says of `--format` what this command makes of it.
    private static void nameFormats(CommandSpec spec, List<OutputFormat> formats) {
        var option = spec.findOption("--format");
        spec.remove(option);
        var others = formats.stream().skip(1).map(OutputFormat::text).toList();
        spec.addOption(OptionSpec.builder(option)
                .description("text (default) or " + String.join(" or ", others) + ".")
                .build());
    }
}
