package dev.wave.view;

import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Severity;
import java.util.function.UnaryOperator;

/// Diagnostics as workflow commands of GitHub Actions, which shows them at their lines:
/// `::error file=wave.yaml,line=5,col=7,title=E-TYPE::sentence`.
public final class GitHubAnnotations {

    private GitHubAnnotations() {}

    /// One command, without a line's end. Nothing in the diagnostic can end it or begin another one.
    ///
    /// @param paths from a file's path in the project to its path in the repository
    public static String of(Diagnostic diagnostic, UnaryOperator<String> paths) {
        var place = diagnostic.place();
        return "::" + command(diagnostic.severity())
                + " file=" + property(paths.apply(place.file()))
                + ",line=" + place.line()
                + ",col=" + place.column()
                + ",title=" + property(diagnostic.code().text())
                + "::"
                + data(diagnostic.message()
                        + diagnostic.fix().map(fix -> "\nfix: " + fix).orElse(""));
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
