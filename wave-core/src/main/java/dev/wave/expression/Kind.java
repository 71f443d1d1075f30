package dev.wave.expression;

import dev.wave.model.Value;

/// The kinds of values an expression can have, in the words shown to people.
public enum Kind {
    NULL("null"),
    BOOLEAN("true or false"),
    NUMBER("a number"),
    STRING("text"),
    LIST("a list"),
    OBJECT("an object"),
    /// Not known before the run.
    ANY("anything");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /// For sentences: "expected a number".
    public String words() {
        return words;
    }

    public static Kind of(Value value) {
        return switch (value) {
            case Value.Null _ -> NULL;
            case Value.Bool _ -> BOOLEAN;
            case Value.Num _ -> NUMBER;
            case Value.Str _ -> STRING;
            case Value.Seq _ -> LIST;
            case Value.Obj _ -> OBJECT;
        };
    }

    /// Whether a value of this kind may be of that one, as far as it is known.
    boolean mayBe(Kind other) {
        return this == ANY || other == ANY || this == other;
    }
}
