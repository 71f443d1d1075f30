package dev.wave.expression;

import dev.wave.diagnostic.Place;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A text with holes, each an expression; a `{param}` is the hole `params.param`. Read by [Templates].
///
/// What is filled in is data: it is never read as a template again.
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

        /// Where the value of an expression goes.
        ///
        /// @param place where its opening brace stands
        record Hole(Expression expression, Place place) implements Part {}
    }

    /// The outcome of filling every hole.
    public sealed interface Filled {

        record Complete(String text) implements Filled {}

        /// A hole could not be filled.
        ///
        /// @param reason a sentence without a full stop, naming the expression
        record Failed(String reason) implements Filled {}
    }

    /// The holes, in the order of the text.
    public List<Part.Hole> holes() {
        return parts.stream()
                .filter(Part.Hole.class::isInstance)
                .map(Part.Hole.class::cast)
                .toList();
    }

    /// What the holes refer to, in the order of the text, each once.
    public List<Expression.Reference> references() {
        return holes().stream()
                .flatMap(hole -> hole.expression().references())
                .distinct()
                .toList();
    }

    /// Fills the holes all of whose references the scope has; the others stay.
    public Template fillKnown(Scope scope) {
        var filled = new ArrayList<Part>();
        for (var part : parts) {
            filled.add(part instanceof Part.Hole(var expression, var _) ? known(part, expression, scope) : part);
        }
        return new Template(joined(filled));
    }

    /// The text with every hole filled.
    public Filled fill(Scope scope) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Literal(var literal) -> text.append(literal);
                case Part.Hole(var expression, var _) -> {
                    switch (Evaluator.evaluate(expression, scope)) {
                        case Evaluator.Answer.Is(var value) -> text.append(inserted(value));
                        case Evaluator.Answer.Failed(var reason) -> {
                            return new Filled.Failed("{{ " + expression.text() + " }}: " + reason);
                        }
                    }
                }
            }
        }
        return new Filled.Complete(text.toString());
    }

    /// The template in one spelling: every hole as `{{ expression }}`.
    public String text() {
        return parts.stream()
                .map(part -> switch (part) {
                    case Part.Literal(var literal) -> literal;
                    case Part.Hole(var expression, var _) -> "{{ " + expression.text() + " }}";
                })
                .collect(Collectors.joining());
    }

    /// How a value reads in a text: strings as they are, everything else as canonical JSON.
    public static String inserted(Value value) {
        return value instanceof Value.Str(var text) ? text : CanonicalJson.text(value);
    }

    private static Part known(Part hole, Expression expression, Scope scope) {
        var complete = expression
                .references()
                .allMatch(reference -> scope.lookup(reference.path()).isPresent());
        return complete && Evaluator.evaluate(expression, scope) instanceof Evaluator.Answer.Is(var value)
                ? new Part.Literal(inserted(value))
                : hole;
    }

    /// The same parts with neighbouring literals made one and empty ones left out.
    static List<Part> joined(List<Part> parts) {
        var joined = new ArrayList<Part>();
        var literal = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Literal(var text) -> literal.append(text);
                case Part.Hole hole -> {
                    addLiteral(joined, literal);
                    joined.add(hole);
                }
            }
        }
        addLiteral(joined, literal);
        return joined;
    }

    private static void addLiteral(List<Part> parts, StringBuilder literal) {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
