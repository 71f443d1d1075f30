package dev.wave.help;

import java.util.List;

/// Calls of a command as people make them, each under a line that says what it is for.
public final class Examples {

    private Examples() {}

    /// The lines for a command's page: comments, which start with `#`, and calls.
    public static List<String> of(String command) {
        return Texts.read("examples.txt")
                .lines()
                .dropWhile(line -> !line.equals("[" + command + "]"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("["))
                .filter(line -> !line.isBlank())
                .toList();
    }
}
