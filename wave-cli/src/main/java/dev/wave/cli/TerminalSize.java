package dev.wave.cli;

import dev.wave.live.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// How large the terminal is, as `stty` tells: a program of every Unix, started only when somebody wants to
/// know. It takes 6 ms; to ask the system by the JDK's foreign functions takes 100 ms the first time.
final class TerminalSize {
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");
    private static final Size UNKNOWN = new Size(0, 0);

    private TerminalSize() {}

    /// No rows and no columns if nobody can tell.
    static Size ask() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = stty.getInputStream()) {
                var said = ROWS_AND_COLUMNS.matcher(new String(out.readAllBytes(), StandardCharsets.US_ASCII));
                return said.matches()
                        ? new Size(Integer.parseInt(said.group(2)), Integer.parseInt(said.group(1)))
                        : UNKNOWN;
            }
        } catch (IOException _) { // no such program here
            return UNKNOWN;
        }
    }
}
