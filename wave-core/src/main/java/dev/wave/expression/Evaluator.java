package dev.wave.expression;

import dev.wave.expression.Expression.Operator;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Evaluates expressions. Without effects, without loops, never by exception: what cannot be evaluated is an
/// [Answer.Failed].
///
/// `&&`, `||` and `!` want true or false and nothing else; `<` and its like want two numbers or two texts;
/// `==` compares values and is false between different kinds. A reference to what does not exist fails,
/// except as the first value of `default`.
public final class Evaluator {

    private Evaluator() {}

    /// What an expression came to.
    public sealed interface Answer {

        record Is(Value value) implements Answer {}

        /// There is no value.
        ///
        /// @param reason a sentence without a full stop
        record Failed(String reason) implements Answer {}
    }

    public static Answer evaluate(Expression expression, Scope scope) {
        try {
            return new Answer.Is(value(expression, scope));
        } catch (Failure e) {
            return new Answer.Failed(e.reason);
        }
    }

    private static Value value(Expression expression, Scope scope) throws Failure {
        return switch (expression) {
            case Expression.Literal(var value) -> value;
            case Expression.Reference reference ->
                scope.lookup(reference.path()).orElseThrow(() -> new Failure(reference + " does not exist"));
            case Expression.Not(var operand) -> Value.of(!truth(operand, scope));
            case Expression.Binary(var operator, var left, var right) -> binary(operator, left, right, scope);
            case Expression.Call(var function, var arguments) -> call(function, arguments, scope);
        };
    }

    private static Value binary(Operator operator, Expression left, Expression right, Scope scope) throws Failure {
        return Value.of(
                switch (operator) {
                    case OR -> truth(left, scope) || truth(right, scope);
                    case AND -> truth(left, scope) && truth(right, scope);
                    case EQUAL -> value(left, scope).equals(value(right, scope));
                    case NOT_EQUAL -> !value(left, scope).equals(value(right, scope));
                    case LESS -> compare(operator, left, right, scope) < 0;
                    case LESS_OR_EQUAL -> compare(operator, left, right, scope) <= 0;
                    case GREATER -> compare(operator, left, right, scope) > 0;
                    case GREATER_OR_EQUAL -> compare(operator, left, right, scope) >= 0;
                });
    }

    private static int compare(Operator operator, Expression left, Expression right, Scope scope) throws Failure {
        var some = value(left, scope);
        var other = value(right, scope);
        if (some instanceof Value.Num a && other instanceof Value.Num b) {
            return a.compareTo(b);
        }
        if (some instanceof Value.Str(var a) && other instanceof Value.Str(var b)) {
            return CanonicalJson.BY_CODE_POINTS.compare(a, b);
        }
        throw new Failure("'" + operator.text() + "' compares two numbers or two texts, not "
                + Kind.of(some).words() + " and " + Kind.of(other).words());
    }

    private static Value call(Function function, List<Expression> arguments, Scope scope) throws Failure {
        if (function == Function.DEFAULT) {
            return orDefault(arguments.getFirst(), arguments.getLast(), scope);
        }
        var first = value(arguments.getFirst(), scope);
        return switch (function) {
            case CONTAINS -> Value.of(contains(first, value(arguments.getLast(), scope)));
            case STARTS_WITH -> Value.of(text(first).startsWith(text(value(arguments.getLast(), scope))));
            case ENDS_WITH -> Value.of(text(first).endsWith(text(value(arguments.getLast(), scope))));
            case LENGTH -> Value.of(length(first));
            case LOWER -> Value.of(text(first).toLowerCase(Locale.ROOT));
            case UPPER -> Value.of(text(first).toUpperCase(Locale.ROOT));
            case TRIM -> Value.of(text(first).strip());
            case JOIN -> Value.of(join(first, text(value(arguments.getLast(), scope))));
            case TO_JSON -> Value.of(CanonicalJson.text(first));
            case DEFAULT -> throw new IllegalStateException("answered above");
        };
    }

    private static Value orDefault(Expression wanted, Expression otherwise, Scope scope) throws Failure {
        if (wanted instanceof Expression.Reference(var path)) {
            var found = scope.lookup(path).filter(value -> !(value instanceof Value.Null));
            return found.isPresent() ? found.get() : value(otherwise, scope);
        }
        var value = value(wanted, scope);
        return value instanceof Value.Null ? value(otherwise, scope) : value;
    }

    private static boolean contains(Value whole, Value part) throws Failure {
        return whole instanceof Value.Seq(var items)
                ? items.contains(part)
                : text(whole).contains(text(part));
    }

    private static long length(Value value) throws Failure {
        return switch (value) {
            case Value.Seq(var items) -> items.size();
            case Value.Obj(var fields) -> fields.size();
            case Value.Str(var text) -> text.codePointCount(0, text.length());
            case Value.Null _, Value.Bool _, Value.Num _ -> throw expected("text, a list or an object", value);
        };
    }

    private static String join(Value list, String separator) throws Failure {
        if (!(list instanceof Value.Seq(var items))) {
            throw expected("a list", list);
        }
        return items.stream().map(Template::inserted).collect(Collectors.joining(separator));
    }

    private static boolean truth(Expression expression, Scope scope) throws Failure {
        var value = value(expression, scope);
        if (value instanceof Value.Bool(var truth)) {
            return truth;
        }
        throw new Failure(expression.text() + " should be true or false and is "
                + Kind.of(value).words());
    }

    private static String text(Value value) throws Failure {
        if (value instanceof Value.Str(var text)) {
            return text;
        }
        throw expected("text", value);
    }

    private static Failure expected(String kind, Value found) {
        return new Failure("expected " + kind + ", found " + Kind.of(found).words());
    }

    /// Carries a reason out of the recursion; becomes an [Answer.Failed] at once.
    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        Failure(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
