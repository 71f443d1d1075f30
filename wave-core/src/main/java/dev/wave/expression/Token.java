package dev.wave.expression;

import dev.wave.model.Value;

/// A word of an expression, with the offset of its first character.
sealed interface Token {

    int offset();

    /// How it is shown in a message.
    String shown();

    record Literal(Value value, String shown, int offset) implements Token {}

    /// A name: of a reference's part or of a function.
    record Word(String shown, int offset) implements Token {}

    /// An operator or a bracket.
    record Sign(String shown, int offset) implements Token {}

    /// The end of the text, or the `}}` that closes an expression.
    ///
    /// @param length 2 for `}}`, 0 for the end of the text
    record End(int offset, int length) implements Token {
        @Override
        public String shown() {
            return "the end";
        }
    }
}
