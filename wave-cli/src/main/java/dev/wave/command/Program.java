package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Nearest;
import dev.wave.option.WordReader;
import dev.wave.option.WrongWords;
import dev.wave.store.StoreException;
import dev.wave.view.Printable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

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
        return switch (name) {
            case "help" -> help(rest);
            case Completer.COMMAND -> new Completer(commands, tools).answer(rest);
            default -> execute(commands.named(name).orElseThrow(() -> unknown(name)), rest);
        };
    }

    /// Options may stand before the command, as in `wave -C DIR run`.
    static int commandPosition(List<String> words) {
        var position = 0;
        while (position < words.size() && words.get(position).startsWith("-")) {
            position += words.get(position).equals("-C") ? 2 : 1;
        }
        return position;
    }

    private ExitCode overview(List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            new HelpPages(commands, tools).overview().forEach(tools.console()::print);
            return ExitCode.DONE;
        }
        if (!words.isEmpty() && !words.getLast().startsWith("-C")) {
            throw CommandProblem.usage(
                    "no command is named, only " + String.join(" ", words) + "\n`wave --help` lists the commands");
        }
        new HelpPages(commands, tools).overview().forEach(tools.console()::detail);
        return ExitCode.USAGE;
    }

    private ExitCode help(List<String> words) throws InterruptedException {
        try (var pager = new Pager(tools)) {
            if (words.contains("--no-pager")) {
                pager.off();
            }
            var names = words.stream().filter(word -> !word.startsWith("-")).toList();
            new HelpPages(commands, pager.tools()).show(names);
            return ExitCode.DONE;
        }
    }

    private CommandProblem unknown(String name) {
        var known = new ArrayList<>(commands.names());
        known.add("help");
        return CommandProblem.usage("no command '" + name + "'"
                + Nearest.question(name, known).map(question -> "; " + question).orElse("") + "\n"
                + "`wave --help` lists the commands");
    }

    private ExitCode execute(CommandTable.Entry entry, List<String> words) throws InterruptedException {
        try (var pager = new Pager(tools)) {
            var command = entry.make().apply(pager.tools());
            var syntax = command.syntax(entry.name());
            try {
                var given = WordReader.read(syntax, command.takeOwn(syntax, words));
                if (!command.isPaged() || command.common.help || command.common.isForPrograms()) {
                    pager.off();
                }
                if (command.common.help) {
                    new HelpPages(commands, tools).of(entry.name(), command).forEach(tools.console()::print);
                    return ExitCode.DONE;
                }
                given.refuseMissing();
                command.refuseUnknownFormat(); // what is wrong is told before anything is done
                command.refuseContradictions(given.options());
            } catch (WrongWords wrong) {
                throw CommandProblem.usage(
                        wrong.getMessage() + "\n`" + syntax.command() + " --help` shows what it takes");
            }
            return command.run();
        }
    }
}
