package dev.wave.diagnostic;

import java.util.Comparator;
import java.util.Optional;

/// A mistake of the author, with its place and, where there is one, what to do about it.
///
/// @param message one sentence without a full stop, in the users' words
/// @param fix what would make it right, for example `did you mean 'dependencies'?`
public record Diagnostic(Code code, Place place, String message, Optional<String> fix) {

    /// The order in which people read them: by file, line and column, then by code.
    public static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(Diagnostic::place)
            .thenComparing(Diagnostic::code)
            .thenComparing(Diagnostic::message);

    public static Diagnostic of(Code code, Place place, String message) {
        return new Diagnostic(code, place, message, Optional.empty());
    }

    public static Diagnostic of(Code code, Place place, String message, String fix) {
        return new Diagnostic(code, place, message, Optional.of(fix));
    }

    public Severity severity() {
        return code.severity();
    }

    /// The first line of how it is shown: `file:line:column: error[CODE]: sentence`.
    public String headline() {
        return place + ": " + severity().name().toLowerCase(java.util.Locale.ROOT) + "[" + code.text() + "]: "
                + message;
    }
}
