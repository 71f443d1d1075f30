package dev.wave.command;

import dev.wave.live.Terminal;
import dev.wave.view.Folded;
import dev.wave.view.Line;
import dev.wave.view.Printable;
import dev.wave.view.Screen;
import dev.wave.view.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a command prints and asks. Results go to standard output, everything else to standard error. Nothing
/// that is printed can do anything to a terminal, whoever wrote it.
///
/// @param keyboard a person's answers, if both ends are a terminal
/// @param screen what standard output is shown on
/// @param terminal the same, if something may be drawn on it in place
/// @param loudness what is not printed at all
public record Console(
        PrintStream out,
        PrintStream err,
        Optional<BufferedReader> keyboard,
        Screen screen,
        Optional<Terminal> terminal,
        Loudness loudness) {

    /// So few letters fit nearly every terminal; how wide it is does not have to be asked for.
    private static final int SHORT = 60;

    /// A console on which neither less nor more than usual is said.
    public Console(
            PrintStream out,
            PrintStream err,
            Optional<BufferedReader> keyboard,
            Screen screen,
            Optional<Terminal> terminal) {
        this(out, err, keyboard, screen, terminal, Loudness.NORMAL);
    }

    /// One on which nothing is drawn.
    public Console(PrintStream out, PrintStream err, Optional<BufferedReader> keyboard, Screen screen) {
        this(out, err, keyboard, screen, Optional.empty());
    }

    /// One that no person looks at.
    public Console(PrintStream out, PrintStream err, Optional<BufferedReader> keyboard) {
        this(out, err, keyboard, Screen.PIPE);
    }

    /// The same console, as loud as that.
    Console at(Loudness other) {
        return new Console(out, err, keyboard, screen, terminal, other);
    }

    /// The same console, without colours, and without anything that is drawn in place.
    Console withoutColors() {
        return new Console(out, err, keyboard, screen.withoutColors(), Optional.empty(), loudness);
    }

    /// One line of the result.
    public void print(String line) {
        out.println(Printable.block(line));
    }

    /// One line of the result, in colours if the screen has them.
    public void print(Line line) {
        out.println(screen.hasColors() ? line.colored() : line.text());
    }

    /// One line of the result in one style, if the screen has colours. Keeps its tabs.
    public void print(String line, Style style) {
        print(line, style, "");
    }

    /// One line of the result whose beginning is in one style, if the screen has colours. Keeps its tabs.
    public void print(String beginning, Style style, String rest) {
        var text = Printable.block(beginning).text();
        out.println((screen.hasColors() ? style.on(text) : text) + Printable.block(rest));
    }

    /// One value of the result, for programs: as JSON may say it, what is not printable is escaped.
    public void json(String line) {
        out.println(Printable.json(line));
    }

    /// One line about what went wrong.
    public void error(String line) {
        say(line);
    }

    /// Lines that belong to an error, or to a question, and speak for themselves.
    public void detail(String line) {
        err.println(Printable.block(line));
    }

    /// One line that a person should know and can do without.
    public void note(String line) {
        if (loudness != Loudness.QUIET) {
            say(line);
        }
    }

    /// One line about how the command comes to what it says.
    public void more(String line) {
        if (loudness == Loudness.VERBOSE) {
            say(line);
        }
    }

    private void say(String line) {
        err.println(fitted("wave: " + line));
    }

    /// What Wave says in words of its own, in lines that end between words where the terminal would break them.
    List<String> fitted(List<String> lines) {
        return lines.stream().map(this::fitted).toList();
    }

    private String fitted(String text) {
        var printable = Printable.block(text).text();
        if (!screen.isTerminal() || printable.length() <= SHORT) {
            return printable;
        }
        var width = screen.width();
        return printable
                .lines()
                .flatMap(line -> Folded.sentence(line, width).stream())
                .collect(Collectors.joining("\n"));
    }

    /// Asks for a line of text; the usual one if the answer is empty. Empty if nobody is there to answer.
    public Optional<String> ask(String question, String usual) {
        return keyboard.map(lines -> {
            err.print(fitted(question + " [" + Printable.line(usual) + "]") + " ");
            err.flush();
            try {
                var answer = lines.readLine();
                return answer == null || answer.isBlank() ? usual : answer.strip();
            } catch (IOException _) { // a terminal that is gone answers nothing
                return usual;
            }
        });
    }

    /// Whether what is printed reaches nobody any more, such as a `head` that has seen enough.
    boolean isCut() {
        return out.checkError();
    }

    /// Asks a yes-or-no question; anything but a yes is a no. Empty if nobody is there to answer.
    public Optional<Boolean> confirm(String question) {
        return keyboard.map(lines -> {
            err.print(fitted(question + " [y/N]") + " ");
            err.flush();
            try {
                var answer = lines.readLine();
                return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y(es)?");
            } catch (IOException _) { // a terminal that is gone answers nothing: a no
                return false;
            }
        });
    }
}
