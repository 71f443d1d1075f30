package dev.wave.command;

import dev.wave.diagnostic.Nearest;
import dev.wave.help.CommandPage;
import dev.wave.help.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The pages of `wave help`: the overview, a page for each command and for each topic.
final class HelpPages {
    /// In characters; of a page that no terminal shows.
    private static final int USUAL = 80;

    private static final int NARROWEST = 40;

    /// Longer lines are hard to read, however wide the screen is.
    private static final int WIDEST = 100;

    private final CommandTable commands;
    private final Tools tools;

    HelpPages(CommandTable commands, Tools tools) {
        this.commands = commands;
        this.tools = tools;
    }

    /// Commands in groups, and topics.
    List<String> overview() {
        var lines = new ArrayList<>(commands.overview());
        lines.add("");
        lines.add("Topics:");
        var width = Topic.names().stream().mapToInt(String::length).max().orElse(0);
        Arrays.stream(Topic.values())
                .map(topic ->
                        "  " + topic.text() + " ".repeat(width - topic.text().length() + 2) + topic.summary())
                .forEach(lines::add);
        lines.add("");
        lines.add("`wave COMMAND --help` shows what a command takes, `wave run NAME --help` also");
        lines.add("what a pipeline takes. `wave help TOPIC` explains a topic.");
        return lines;
    }

    /// Prints what `wave help` is asked for.
    ///
    /// @param names a command or a topic, or nothing for the overview
    void show(List<String> names) {
        if (names.isEmpty()) {
            overview().forEach(tools.console()::print);
            return;
        }
        var name = names.getFirst();
        var command = commands.named(name);
        var lines = command.isPresent()
                ? of(name, command.get().make().apply(tools))
                : Topic.named(name).orElseThrow(() -> unknown(name)).lines(width());
        lines.forEach(tools.console()::print);
    }

    private int width() {
        var screen = tools.console().screen();
        return screen.isTerminal() ? Math.clamp(screen.width(), NARROWEST, WIDEST) : USUAL;
    }

    private CommandProblem unknown(String name) {
        var names =
                Stream.concat(commands.names().stream(), Topic.names().stream()).toList();
        return CommandProblem.usage("no command and no topic '" + name + "'"
                + Nearest.question(name, names).map(question -> "; " + question).orElse("")
                + "\n`wave help` lists both");
    }

    /// The page of a command.
    ///
    /// @param command as far as words were given to it
    List<String> of(String name, WaveCommand command) {
        return new CommandPage(name, command.syntax(name), OptionGroups.TITLES, command.moreHelp(), width()).lines();
    }
}
