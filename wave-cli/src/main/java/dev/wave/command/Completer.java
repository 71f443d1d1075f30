package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.help.Topic;
import dev.wave.option.Option;
import dev.wave.option.Syntax;
import dev.wave.view.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Says how the last word of a command line could go on: what shells ask with each press of the tabulator key. Reads
/// files, writes none, starts nothing, and never says what went wrong: where nothing is known nothing is proposed.
///
/// Its answer is a word a line, after a tabulator what it is; `:files` and `:folders` ask the shell for its own.
final class Completer {
    /// The command that shells call. Not for people, so no list names it.
    static final String COMMAND = "complete";

    /// Words that mean themselves in every shell. A name of a project's that is another never gets onto a command
    /// line.
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._/,:@%+=-]+");

    private final CommandTable commands;
    private final Tools tools;

    Completer(CommandTable commands, Tools tools) {
        this.commands = commands;
        this.tools = tools;
    }

    /// A word that could stand there.
    ///
    /// @param about what it is, in a few words
    record Candidate(String word, String about) {}

    /// Answers on standard output.
    ///
    /// @param words what stands after `wave`; the last one is still being written, and may be empty
    ExitCode answer(List<String> words) {
        var current = words.isEmpty() ? "" : words.getLast();
        candidates(words.isEmpty() ? List.of() : words.subList(0, words.size() - 1), current).stream()
                .filter(each -> each.word().startsWith(":")
                        || (each.word().startsWith(current)
                                && HARMLESS.matcher(each.word()).matches()))
                .map(each -> each.word() + "\t" + Printable.line(each.about()).text())
                .distinct()
                .forEach(tools.console().out()::println);
        return ExitCode.DONE;
    }

    private List<Candidate> candidates(List<String> before, String current) {
        try {
            var position = Program.commandPosition(before);
            if (position > before.size()) {
                return CompletedValues.FOLDERS;
            }
            return position == before.size() ? first(current) : after(before, position, current);
        } catch (RuntimeException _) { // a person is writing: nothing is as bad as being interrupted
            return List.of();
        }
    }

    /// What stands before any command.
    private List<Candidate> first(String current) {
        return current.startsWith("-")
                ? List.of(
                        new Candidate("-C", "look for the project from there on upwards"),
                        new Candidate("--help", "list the commands"),
                        new Candidate("--version", "say which Wave this is"))
                : Stream.concat(all(), Stream.of(new Candidate("help", "explain a command or a topic")))
                        .toList();
    }

    private Stream<Candidate> all() {
        return commands.names().stream()
                .map(commands::named)
                .flatMap(Optional::stream)
                .map(each -> new Candidate(each.name(), each.summary()));
    }

    private List<Candidate> after(List<String> before, int position, String current) {
        var name = before.get(position);
        var rest = new ArrayList<>(before.subList(0, position));
        rest.addAll(before.subList(position + 1, before.size()));
        if (name.equals("help")) {
            var topics = Stream.of(Topic.values()).map(topic -> new Candidate(topic.text(), topic.summary()));
            return rest.isEmpty() ? Stream.concat(all(), topics).toList() : List.of();
        }
        return commands.named(name)
                .map(entry -> entry.make().apply(tools))
                .map(command -> ofCommand(name, command, rest, current))
                .orElse(List.of());
    }

    private List<Candidate> ofCommand(String name, WaveCommand command, List<String> rest, String current) {
        var syntax = command.syntax(name);
        var takesParams = command instanceof PlanningCommand;
        var read = WordsSoFar.read(syntax, rest, takesParams);
        var values = new CompletedValues(tools, folder(rest), name, command, read.arguments());
        if (read.waiting().isPresent()) {
            return value(syntax, read.waiting().get(), values, "");
        }
        if (current.startsWith("--") && current.contains("=")) {
            var option = current.substring(0, current.indexOf('='));
            return value(syntax, option, values, option + "=");
        }
        if (current.startsWith("-")) {
            return Stream.concat(takesParams ? values.params().stream() : Stream.of(), options(syntax))
                    .toList();
        }
        var index = read.arguments().size();
        return syntax.argument(index)
                .map(argument -> values.of(argument.label()))
                .orElse(List.of());
    }

    private static List<Candidate> value(Syntax syntax, String option, CompletedValues values, String head) {
        var found = syntax.option(option)
                .map(own -> values.of(own.label()))
                .orElseGet(() -> values.ofParam(option.substring(2)));
        return found.stream()
                .map(each -> each.word().startsWith(":") ? each : new Candidate(head + each.word(), each.about()))
                .toList();
    }

    private static Stream<Candidate> options(Syntax syntax) {
        return syntax.options().stream().map(option -> {
            var takesValue = option.needsValue() && option.name().startsWith("--");
            return new Candidate(option.name() + (takesValue ? "=" : ""), description(option));
        });
    }

    private static String description(Option option) {
        return option.name().equals("--format")
                ? "how to answer"
                : option.meaning().split("[.;(]", 2)[0];
    }

    /// The folder that `-C` names.
    private static Path folder(List<String> words) {
        var at = words.indexOf("-C");
        return Path.of(at >= 0 && at + 1 < words.size() ? words.get(at + 1) : "");
    }
}
