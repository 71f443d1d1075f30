package dev.wave.expression;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Value;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A parsed expression. Closed; read by [Expressions], evaluated by [Evaluator].
public sealed interface Expression {

    record Literal(Value value) implements Expression {}

    /// A dotted path such as `params.depth` or `steps.review.artifacts.verdict.score`. An index of a list is
    /// a path element of digits.
    record Reference(List<String> path) implements Expression {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

        public Reference {
            path = List.copyOf(path);
        }

        /// How it is written: `params.depth`, `steps.review.artifacts["a.b"]`.
        @Override
        public String toString() {
            var text = new StringBuilder(path.getFirst());
            for (var name : path.subList(1, path.size())) {
                if (PLAIN.matcher(name).matches()) {
                    text.append('.').append(name);
                } else {
                    text.append('[').append(CanonicalJson.text(Value.of(name))).append(']');
                }
            }
            return text.toString();
        }
    }

    record Not(Expression operand) implements Expression {}

    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    /// A call of a built-in function.
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// Every reference in it, in the order of the text, repetitions included.
    default Stream<Reference> references() {
        return switch (this) {
            case Literal _ -> Stream.of();
            case Reference reference -> Stream.of(reference);
            case Not(var operand) -> operand.references();
            case Binary(var _, var left, var right) -> Stream.concat(left.references(), right.references());
            case Call(var _, var arguments) -> arguments.stream().flatMap(Expression::references);
        };
    }

    /// The expression in one spelling, whatever spaces and quotes the author used. Reads back as itself.
    default String text() {
        return switch (this) {
            case Literal(var value) -> CanonicalJson.text(value);
            case Reference reference -> reference.toString();
            case Not(var operand) -> "!" + operand.operandText();
            case Binary(var operator, var left, var right) ->
                left.operandText() + " " + operator.text() + " " + right.operandText();
            case Call(var function, var arguments) ->
                function.text() + arguments.stream().map(Expression::text).collect(Collectors.joining(", ", "(", ")"));
        };
    }

    private String operandText() {
        return this instanceof Binary ? "(" + text() + ")" : text();
    }

    /// The binary operators, with how they are written; those with the higher precedence bind first.
    enum Operator {
        OR("||", 1),
        AND("&&", 2),
        EQUAL("==", 3),
        NOT_EQUAL("!=", 3),
        LESS("<", 4),
        LESS_OR_EQUAL("<=", 4),
        GREATER(">", 4),
        GREATER_OR_EQUAL(">=", 4);

        private final String text;
        private final int precedence;

        Operator(String text, int precedence) {
            this.text = text;
            this.precedence = precedence;
        }

        public String text() {
            return text;
        }

        public int precedence() {
            return precedence;
        }
    }
}
