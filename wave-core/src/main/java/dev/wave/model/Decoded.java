package dev.wave.model;

import java.util.function.Function;

/// What a recorded text turned out to be.
///
/// @param <T> what was recorded
public sealed interface Decoded<T> {

    record Understood<T>(T value) implements Decoded<T> {}

    /// Damaged, or written by a newer Wave.
    ///
    /// @param reason a sentence without a full stop
    record NotUnderstood<T>(String reason) implements Decoded<T> {}

    /// The value; otherwise the exception made of the reason is thrown.
    default T orElseThrow(Function<String, ? extends RuntimeException> exception) {
        return switch (this) {
            case Understood<T>(var value) -> value;
            case NotUnderstood<T>(var reason) -> throw exception.apply(reason);
        };
    }
}
