package dev.wave.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/// Where a command prints and asks. Results go to standard output, everything else to standard error.
///
/// @param keyboard a person's answers, if both ends are a terminal
public record Console(PrintStream out, PrintStream err, Optional<BufferedReader> keyboard) {

    /// One line of the result.
    public void print(String line) {
        out.println(line);
    }

    /// One line about what is going on.
    public void note(String line) {
        err.println("wave: " + line);
    }

    /// Lines about what is going on that speak for themselves.
    public void detail(String line) {
        err.println(line);
    }

    /// Asks a yes-or-no question; anything but a yes is a no. Empty if nobody is there to answer.
    public Optional<Boolean> confirm(String question) {
        return keyboard.map(lines -> {
            err.print(question + " [y/N] ");
            err.flush();
            try {
                var answer = lines.readLine();
                return answer != null
                        && answer.strip().toLowerCase(java.util.Locale.ROOT).matches("y(es)?");
            } catch (IOException _) { // a terminal that is gone answers nothing: a no
                return false;
            }
        });
    }
}
