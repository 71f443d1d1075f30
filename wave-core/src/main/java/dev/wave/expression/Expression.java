package dev.wave.expression;

import dev.wave.model.Value;
import java.util.List;

/// A parsed expression. Closed; evaluated by [Evaluator].
public sealed interface Expression {

    record Literal(Value value) implements Expression {}

    /// A dotted path such as `params.depth` or `steps.review.artifacts.verdict.score`.
    record Reference(List<String> path) implements Expression {
        public Reference {
            path = List.copyOf(path);
        }
    }

    record Not(Expression operand) implements Expression {}

    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    /// A call of a built-in function.
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// The binary operators, with how they are written.
    enum Operator {
        OR("||"),
        AND("&&"),
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
