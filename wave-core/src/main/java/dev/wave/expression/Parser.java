package dev.wave.expression;

import dev.wave.expression.Expression.Operator;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.List;

/// Recursive descent over the tokens of one expression.
final class Parser {
    private final List<Token> tokens;
    private int next;
    private int depth;

    Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// The expression all tokens make up.
    Expression whole() throws SyntaxError {
        if (peek() instanceof Token.End(var offset, var _)) {
            throw new SyntaxError(offset, "the expression is empty");
        }
        var expression = binary(1);
        if (!(peek() instanceof Token.End)) {
            throw unexpected("an operator or the end");
        }
        return expression;
    }

    private Expression binary(int precedence) throws SyntaxError {
        var left = unary();
        for (var operator = operator();
                operator != null && operator.precedence() >= precedence;
                operator = operator()) {
            next++;
            deeper();
            left = new Expression.Binary(operator, left, binary(operator.precedence() + 1));
        }
        return left;
    }

    private @org.jspecify.annotations.Nullable Operator operator() {
        if (peek() instanceof Token.Sign(var sign, var _)) {
            for (var operator : Operator.values()) {
                if (operator.text().equals(sign)) {
                    return operator;
                }
            }
        }
        return null;
    }

    private Expression unary() throws SyntaxError {
        deeper();
        if (take("!")) {
            return new Expression.Not(unary());
        }
        if (take("(")) {
            var inner = binary(1);
            require(")");
            return inner;
        }
        return switch (peek()) {
            case Token.Literal(var value, var _, var _) -> {
                next++;
                yield new Expression.Literal(value);
            }
            case Token.Word word -> {
                next++;
                yield named(word);
            }
            case Token.Sign _, Token.End _ -> throw unexpected("a value");
        };
    }

    private Expression named(Token.Word word) throws SyntaxError {
        return switch (word.shown()) {
            case "true" -> new Expression.Literal(Value.of(true));
            case "false" -> new Expression.Literal(Value.of(false));
            case "null" -> new Expression.Literal(new Value.Null());
            default -> take("(") ? call(word) : reference(word);
        };
    }

    private Expression call(Token.Word word) throws SyntaxError {
        var function = Function.of(word.shown())
                .orElseThrow(() -> new SyntaxError(word.offset(), "there is no function '" + word.shown() + "'"));
        var arguments = new ArrayList<Expression>();
        if (!take(")")) {
            do {
                arguments.add(binary(1));
            } while (take(","));
            require(")");
        }
        var expected = function.parameters().size();
        if (arguments.size() != expected) {
            throw new SyntaxError(
                    word.offset(),
                    "'" + word.shown() + "' takes " + expected + (expected == 1 ? " value" : " values") + ", not "
                            + arguments.size());
        }
        return new Expression.Call(function, arguments);
    }

    private Expression reference(Token.Word word) throws SyntaxError {
        var path = new ArrayList<>(List.of(word.shown()));
        while (true) {
            if (take(".")) {
                path.add(name());
            } else if (take("[")) {
                path.add(index());
                require("]");
            } else {
                return new Expression.Reference(path);
            }
        }
    }

    private String name() throws SyntaxError {
        if (peek() instanceof Token.Word(var name, var _)) {
            next++;
            return name;
        }
        throw unexpected("a name");
    }

    private String index() throws SyntaxError {
        return switch (peek()) {
            case Token.Literal(Value.Str(var name), var _, var _) -> {
                next++;
                yield name;
            }
            case Token.Literal(Value.Num _, var written, var _)
            when written.chars().allMatch(Character::isDigit) -> {
                next++;
                yield written;
            }
            default -> throw unexpected("a number or a text in quotes");
        };
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean take(String sign) {
        if (peek() instanceof Token.Sign(var found, var _) && found.equals(sign)) {
            next++;
            return true;
        }
        return false;
    }

    private void require(String sign) throws SyntaxError {
        if (!take(sign)) {
            throw unexpected("'" + sign + "'");
        }
    }

    private void deeper() throws SyntaxError {
        if (++depth > Expressions.MAX_TERMS) {
            throw new SyntaxError(peek().offset(), "the expression has more than " + Expressions.MAX_TERMS + " terms");
        }
    }

    private SyntaxError unexpected(String expected) {
        var found = peek() instanceof Token.End ? "the expression ends" : "found '" + peek().shown() + "'";
        return new SyntaxError(peek().offset(), "expected " + expected + ", but " + found);
    }
}
