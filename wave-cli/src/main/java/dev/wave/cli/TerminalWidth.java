package dev.wave.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// How wide the terminal is, as `stty` tells: a program of every Unix, started only when somebody wants to know.
final class TerminalWidth {

    private TerminalWidth() {}

    /// In cells; zero if nobody can tell.
    static int columns() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = stty.getInputStream()) {
                return columns(new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip());
            }
        } catch (IOException _) { // no such program here
            return 0;
        }
    }

    private static int columns(String rowsAndColumns) {
        return rowsAndColumns.matches("\\d{1,5} \\d{1,5}")
                ? Integer.parseInt(rowsAndColumns.substring(rowsAndColumns.indexOf(' ') + 1))
                : 0;
    }
}
