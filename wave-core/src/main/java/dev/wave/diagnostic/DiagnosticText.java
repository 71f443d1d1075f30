package dev.wave.diagnostic;

import java.util.List;

/// How a diagnostic is shown to a person:
///
/// ```
/// wave.yaml:5:7: error[E-UNKNOWN-FIELD]: unknown field 'depends_on' in a step
///   5 |       depends_on: [analyze]
///     |       ^
///   fix: did you mean 'dependencies'?
/// ```
///
/// What comes from files is made harmless: no control character reaches a terminal. Long lines are cut to a
/// window around the caret.
public final class DiagnosticText {

    /// The widest piece of a source line that is shown, in characters.
    static final int WINDOW = 100;

    /// On the narrowest terminal.
    private static final int LEAST_WINDOW = 20;

    /// What stands beside the piece: its line's number, the bar, and `…` at both ends.
    private static final int BESIDE = 12;

    private DiagnosticText() {}

    /// The diagnostic without the source line. No line break at the end.
    public static String of(Diagnostic diagnostic) {
        return headline(diagnostic) + fix(diagnostic);
    }

    /// The diagnostic with the line it is about.
    ///
    /// @param source the text of the file it is in
    public static String of(Diagnostic diagnostic, String source) {
        return of(diagnostic, source, Integer.MAX_VALUE);
    }

    /// The same where lines have only so many cells: the caret is of use only below its character.
    public static String of(Diagnostic diagnostic, String source, int width) {
        var window = Math.clamp(width - BESIDE, LEAST_WINDOW, WINDOW);
        return headline(diagnostic) + excerpt(diagnostic.place(), source, window) + fix(diagnostic);
    }

    private static String headline(Diagnostic diagnostic) {
        return VisibleText.line(diagnostic.headline());
    }

    private static String fix(Diagnostic diagnostic) {
        return diagnostic.fix().map(fix -> "\n  fix: " + VisibleText.line(fix)).orElse("");
    }

    private static String excerpt(Place place, String source, int window) {
        var found = line(source, place.line());
        if (found.isBlank()) {
            return "";
        }
        var caret = Math.min(place.column() - 1, found.length());
        var start = found.length() <= window ? 0 : Math.clamp(caret - window * 3 / 5, 0, found.length() - window);
        var end = Math.min(found.length(), start + window);
        var before = (start > 0 ? "…" : "") + VisibleText.line(found.substring(start, caret));
        var after = VisibleText.line(found.substring(caret, end)) + (end < found.length() ? "…" : "");
        var number = Integer.toString(place.line());
        return "\n  " + number + " | " + before + after + "\n  " + " ".repeat(number.length()) + " | "
                + " ".repeat(VisibleText.columns(before)) + "^";
    }

    /// A line without its break, counting from 1; empty if the text has fewer.
    private static String line(String source, int number) {
        List<String> lines = source.lines().skip(number - 1L).limit(1).toList();
        return lines.isEmpty() ? "" : lines.getFirst();
    }
}
