package dev.wave.command;

import dev.wave.view.Style;

/// How the lines of a unified diff look.
final class PatchStyle {

    private PatchStyle() {}

    /// By how the line begins: a line of a file that begins with dashes or pluses is one of the file's all the same.
    static Style of(String line) {
        if (line.startsWith("+++ ") || line.startsWith("--- ") || line.startsWith("diff ")) {
            return Style.BOLD;
        }
        if (line.startsWith("@@")) {
            return Style.CYAN;
        }
        if (line.startsWith("+")) {
            return Style.GREEN;
        }
        return line.startsWith("-") ? Style.RED : Style.PLAIN;
    }
}
