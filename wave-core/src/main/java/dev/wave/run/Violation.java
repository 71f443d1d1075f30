package dev.wave.run;

/// One way in which an output does not satisfy a contract.
///
/// @param where a JSON pointer, a path or an artifact's name
/// @param message what was expected and what was found, one line
public record Violation(String where, String message) {
    @Override
    public String toString() {
        return where.isEmpty() ? message : where + ": " + message;
    }
}
