package dev.wave.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The answer of a check: a value, or everything that is wrong with the text it should have come from.
///
/// @param <T> what was checked
public sealed interface Checked<T> {

    /// The value is usable; `warnings` holds no errors.
    record Valid<T>(T value, List<Diagnostic> warnings) implements Checked<T> {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /// There is no value; at least one of the problems is an error.
    record Invalid<T>(List<Diagnostic> problems) implements Checked<T> {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR)) {
                throw new IllegalArgumentException("invalid without an error: " + problems);
            }
        }
    }

    static <T> Checked<T> valid(T value) {
        return new Valid<>(value, List.of());
    }

    /// Valid if none of the diagnostics is an error.
    static <T> Checked<T> of(T value, List<Diagnostic> diagnostics) {
        var sorted = diagnostics.stream().sorted(Diagnostic.BY_PLACE).distinct().toList();
        return sorted.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR)
                ? new Invalid<>(sorted)
                : new Valid<>(value, sorted);
    }

    /// Goes on with the value, keeping the warnings of both.
    default <R> Checked<R> then(Function<? super T, Checked<R>> next) {
        return switch (this) {
            case Invalid<T>(var problems) -> new Invalid<>(problems);
            case Valid<T>(var value, var warnings) ->
                switch (next.apply(value)) {
                    case Invalid<R>(var problems) -> new Invalid<>(joined(warnings, problems));
                    case Valid<R>(var result, var more) -> new Valid<>(result, joined(warnings, more));
                };
        };
    }

    /// What there is to show: the warnings, or all problems.
    default List<Diagnostic> diagnostics() {
        return switch (this) {
            case Valid<T>(var _, var warnings) -> warnings;
            case Invalid<T>(var problems) -> problems;
        };
    }

    private static List<Diagnostic> joined(List<Diagnostic> some, List<Diagnostic> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all.stream().sorted(Diagnostic.BY_PLACE).distinct().toList();
    }
}
