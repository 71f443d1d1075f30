package dev.wave.view;

import java.util.Map;
import java.util.function.IntSupplier;

/// What standard output is shown on.
///
/// @param isTerminal whether a person looks at it as it comes; otherwise a file or a program gets it
/// @param hasColors whether lines may have styles
/// @param columns asks how many cells a line has just now, which a person may change at any time; never less than
/// one
public record Screen(boolean isTerminal, boolean hasColors, IntSupplier columns) {

    /// A file or a program: lines as long as they are, no colours.
    public static final Screen PIPE = new Screen(false, false, () -> Integer.MAX_VALUE);

    private static final int USUAL = 80;

    /// A terminal, as the variables of the process describe it: `NO_COLOR`, `TERM` and `COLUMNS`.
    ///
    /// @param columns asks the terminal how wide it is; zero if it does not say
    public static Screen terminal(Map<String, String> environment, IntSupplier columns) {
        var colors = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Screen(true, colors, () -> {
            var told = environment.getOrDefault("COLUMNS", "").strip();
            var width = told.matches("[1-9]\\d{0,4}") ? Integer.parseInt(told) : columns.getAsInt();
            return width > 0 ? width : USUAL;
        });
    }

    /// The same without colours.
    public Screen withoutColors() {
        return new Screen(isTerminal, false, columns);
    }

    /// How many cells a line has.
    public int width() {
        return columns.getAsInt();
    }
}
