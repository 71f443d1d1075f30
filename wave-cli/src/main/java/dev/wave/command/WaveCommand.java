package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Nearest;
import dev.wave.model.CanonicalJson;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.view.Line;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// One command of the program: says what it takes, and does its work when [#run] is called.
abstract class WaveCommand {
    CommonOptions common = new CommonOptions();

    private final Tools tools;

    /// @param tools what it works with, as loud as nobody has said otherwise
    WaveCommand(Tools tools) {
        this.tools = tools;
    }

    /// Says what the command is for, and what it takes besides what every command does.
    abstract void declare(Syntax syntax);

    /// What the command takes.
    ///
    /// @param name of the command
    final Syntax syntax(String name) {
        var syntax = new Syntax("wave " + name);
        common.declare(syntax, formatNames());
        declare(syntax);
        return syntax;
    }

    /// Does what the options, which are set by now, ask for.
    abstract ExitCode run() throws InterruptedException;

    /// The formats it can answer in.
    List<OutputFormat> formats() {
        return List.of(OutputFormat.TEXT, OutputFormat.JSON);
    }

    /// Whether what it answers is for reading, and may be longer than a screen. Usually it is not.
    boolean isPaged() {
        return false;
    }

    /// Words the command takes that its syntax does not know, such as a pipeline's parameters; answers the
    /// others. Usually there are none.
    List<String> takeOwn(Syntax syntax, List<String> words) {
        return words;
    }

    /// Ends the command if what it was given does not go together. Usually everything does.
    ///
    /// @param options the names of the options that were given
    void refuseContradictions(List<String> options) {}

    /// What follows the options in the help, line by line.
    List<String> moreHelp() {
        return List.of();
    }

    /// What the command works with, as loud and as colourful as its options say.
    final Tools tools() {
        var console = tools.console().at(common.loudness());
        return tools.speaking(common.noColor ? console.withoutColors() : console);
    }

    final Console console() {
        return tools().console();
    }

    /// The project the command is about.
    final OpenProject openProject() {
        var project = OpenProject.find(tools(), common.directory);
        console().more("project " + project.root());
        return project;
    }

    /// What `--format` takes here: its formats, and those that it alone has.
    List<String> formatNames() {
        return formats().stream().map(OutputFormat::text).toList();
    }

    /// Ends the command if it does not have the format asked for.
    final void refuseUnknownFormat() {
        if (!formatNames().contains(common.format)) {
            throw CommandProblem.usage(
                    "--format takes " + String.join(" or ", formatNames()) + " here, not '" + common.format + "'"
                            + Nearest.question(common.format, formatNames())
                                    .map(question -> "; " + question)
                                    .orElse(""));
        }
    }

    /// The format asked for.
    final OutputFormat format() {
        return OutputFormat.of(common.format);
    }

    /// Answers in the format asked for. Only what is asked for is made.
    final void answer(Supplier<List<String>> text, Supplier<Value> json) {
        switch (format()) {
            case TEXT -> text.get().forEach(console()::print);
            case JSON, NDJSON -> console().json(CanonicalJson.inOrder(json.get()));
        }
    }

    /// Answers in the format asked for, with styles. Only what is asked for is made.
    final void show(Supplier<List<Line>> text, Supplier<Value> json) {
        switch (format()) {
            case TEXT -> text.get().forEach(console()::print);
            case JSON, NDJSON -> console().json(CanonicalJson.inOrder(json.get()));
        }
    }

    /// Answers with a list, in the format asked for: lines of text, an object with the list in it, or an object a
    /// line.
    final <T> void answer(
            Supplier<List<String>> text, String name, List<T> items, Function<? super T, ? extends Value> json) {
        switch (format()) {
            case TEXT -> text.get().forEach(console()::print);
            case JSON ->
                console()
                        .json(CanonicalJson.inOrder(new ObjectWriter()
                                .number("v", 1)
                                .list(name, items, json)
                                .done()));
            case NDJSON -> items.forEach(item -> console().json(CanonicalJson.inOrder(json.apply(item))));
        }
    }

    /// The formats of a command that answers with a list.
    static final List<OutputFormat> LIST = List.of(OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.NDJSON);
}
