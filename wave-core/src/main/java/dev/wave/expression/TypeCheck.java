package dev.wave.expression;

import dev.wave.expression.Expression.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Finds, before a run, expressions that could never be evaluated. What is not known before the run passes.
public final class TypeCheck {
    private final Function<Expression.Reference, Kind> kinds;
    private final List<String> problems = new ArrayList<>();

    private TypeCheck(Function<Expression.Reference, Kind> kinds) {
        this.kinds = kinds;
    }

    /// What is wrong with an expression, in sentences without a full stop; empty if nothing is.
    ///
    /// @param kinds what a reference will be, [Kind#ANY] where that is not known
    public static List<String> problems(Expression expression, Function<Expression.Reference, Kind> kinds) {
        var check = new TypeCheck(kinds);
        check.kind(expression);
        return List.copyOf(check.problems);
    }

    /// What is wrong with an expression that must be true or false.
    public static List<String> conditionProblems(Expression expression, Function<Expression.Reference, Kind> kinds) {
        var check = new TypeCheck(kinds);
        check.require(Kind.BOOLEAN, expression);
        return List.copyOf(check.problems);
    }

    private Kind kind(Expression expression) {
        return switch (expression) {
            case Expression.Literal(var value) -> Kind.of(value);
            case Expression.Reference reference -> kinds.apply(reference);
            case Expression.Not(var operand) -> {
                require(Kind.BOOLEAN, operand);
                yield Kind.BOOLEAN;
            }
            case Expression.Binary(var operator, var left, var right) -> {
                binary(operator, left, right);
                yield Kind.BOOLEAN;
            }
            case Expression.Call(var function, var arguments) -> call(function, arguments);
        };
    }

    private void binary(Operator operator, Expression left, Expression right) {
        switch (operator) {
            case OR, AND -> {
                require(Kind.BOOLEAN, left);
                require(Kind.BOOLEAN, right);
            }
            case EQUAL, NOT_EQUAL -> comparable(operator, left, right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ordered(operator, left, right);
        }
    }

    private void comparable(Operator operator, Expression left, Expression right) {
        var some = kind(left);
        var other = kind(right);
        if (some != Kind.NULL && other != Kind.NULL && !some.mayBe(other)) {
            problems.add("'" + operator.text() + "' between " + some.words() + " and " + other.words()
                    + " has always the same answer");
        }
    }

    private void ordered(Operator operator, Expression left, Expression right) {
        var some = kind(left);
        var other = kind(right);
        if (!some.mayBe(other) || !isOrdered(some) || !isOrdered(other)) {
            problems.add("'" + operator.text() + "' compares two numbers or two texts, not " + some.words() + " and "
                    + other.words());
        }
    }

    private static boolean isOrdered(Kind kind) {
        return kind.mayBe(Kind.NUMBER) || kind.mayBe(Kind.STRING);
    }

    private Kind call(dev.wave.expression.Function function, List<Expression> arguments) {
        var first = arguments.getFirst();
        return switch (function) {
            case DEFAULT -> {
                var some = kind(first);
                var other = kind(arguments.getLast());
                yield some == other ? some : Kind.ANY;
            }
            case LENGTH -> {
                var kind = kind(first);
                if (!kind.mayBe(Kind.STRING) && !kind.mayBe(Kind.LIST) && !kind.mayBe(Kind.OBJECT)) {
                    problems.add(first.text() + " should be text, a list or an object and is " + kind.words());
                }
                yield Kind.NUMBER;
            }
            case CONTAINS -> {
                var kind = kind(first);
                if (kind == Kind.STRING) {
                    require(Kind.STRING, arguments.getLast());
                } else if (!kind.mayBe(Kind.LIST)) {
                    problems.add(first.text() + " should be text or a list and is " + kind.words());
                }
                yield Kind.BOOLEAN;
            }
            case STARTS_WITH, ENDS_WITH, LOWER, UPPER, TRIM, JOIN, TO_JSON -> {
                for (var i = 0; i < arguments.size(); i++) {
                    require(function.parameters().get(i), arguments.get(i));
                }
                yield function.result();
            }
        };
    }

    private void require(Kind wanted, Expression expression) {
        var found = kind(expression);
        if (!found.mayBe(wanted)) {
            problems.add(expression.text() + " should be " + wanted.words() + " and is " + found.words());
        }
    }
}
