package dev.wave.command;

import dev.wave.option.Syntax;
import java.nio.file.Path;
import java.util.List;

/// The options of every command.
final class CommonOptions {
    Path directory = Path.of("");
    String format = "text";
    boolean noColor;
    boolean noPager;
    boolean quiet;
    boolean verbose;
    boolean help;

    /// @param formats what the command can answer in, the usual one first
    void declare(Syntax syntax, List<String> formats) {
        var every = syntax.under(OptionGroups.COMMON);
        every.option("-C DIR", "Look for the project from DIR on upwards.", word -> directory = Path.of(word));
        every.flag("--no-color", "No colours, whatever the terminal can do.", () -> noColor = true);
        every.flag("--no-pager", "Print long text at once, also on a terminal.", () -> noPager = true);
        every.flag("-q, --quiet", "Only results and errors.", () -> quiet = true);
        every.flag("-v, --verbose", "Say more: what was found where, and keys.", () -> verbose = true);
        every.flag("-h, --help", "Show this help.", () -> help = true);
        every.option("--format FORMAT", meaning(formats), word -> format = word);
    }

    private static String meaning(List<String> formats) {
        var others = String.join(" or ", formats.subList(1, formats.size()));
        return others.isEmpty() ? "text, and nothing else." : "text (default) or " + others + ".";
    }

    /// Whether the answer goes somewhere at once, and not to a person who reads.
    boolean isForPrograms() {
        return noPager || !format.equals("text");
    }

    Loudness loudness() {
        if (quiet && verbose) {
            throw CommandProblem.usage("-q and -v say the opposite of each other; leave one out");
        }
        return quiet ? Loudness.QUIET : verbose ? Loudness.VERBOSE : Loudness.NORMAL;
    }
}
