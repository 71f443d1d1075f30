package dev.wave.expression;

import java.util.List;

/// A text with holes, each an expression; a `{param}` is the hole `params.param`.
public record Template(List<Part> parts) {
    public Template {
        parts = List.copyOf(parts);
    }

    /// A text without holes.
    public static Template literal(String text) {
        return new Template(text.isEmpty() ? List.of() : List.of(new Part.Literal(text)));
    }

    /// A piece of a template.
    public sealed interface Part {

        record Literal(String text) implements Part {}

        record Hole(Expression expression) implements Part {}
    }
}
