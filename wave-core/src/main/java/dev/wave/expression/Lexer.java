package dev.wave.expression;

import dev.wave.model.JsonText;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.List;

/// Cuts an expression into tokens, up to the end of the text or to the `}}` that closes it.
final class Lexer {
    private static final List<String> SIGNS =
            List.of("&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "(", ")", "[", "]", ",", ".");

    private final String text;
    private int at;

    Lexer(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /// All tokens; the last one, and no other, is an [Token.End].
    List<Token> tokens() throws SyntaxError {
        var start = at;
        var tokens = new ArrayList<Token>();
        while (tokens.isEmpty() || !(tokens.getLast() instanceof Token.End)) {
            if (at - start > Expressions.MAX_LENGTH) {
                throw new SyntaxError(start, "the expression is longer than " + Expressions.MAX_LENGTH + " characters");
            }
            tokens.add(next());
        }
        return tokens;
    }

    private Token next() throws SyntaxError {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token.End(at, 0);
        }
        if (text.startsWith("}}", at)) {
            return new Token.End(at, 2);
        }
        var c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return string(c);
        }
        if (isNamePart(c) && at > 0 && text.charAt(at - 1) == '.') {
            return word(); // a part of a reference, which may start with a digit
        }
        if (isDigit(c) || (c == '-' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            return number();
        }
        if (isLetter(c)) {
            return word();
        }
        return sign();
    }

    /// A text in single quotes, doubled inside, as in GitHub's expressions; or in double quotes, as in JSON.
    private Token string(char quote) throws SyntaxError {
        var start = at;
        var value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\\' && quote == '"') {
                at++;
            } else if (c == quote && quote == '\'' && text.startsWith("''", at)) {
                value.append('\'');
                at++;
            } else if (c == quote) {
                at++;
                var written = text.substring(start, at);
                return new Token.Literal(
                        quote == '"' ? json(written, start) : Value.of(value.toString()), written, start);
            } else {
                value.append(c);
            }
        }
        throw new SyntaxError(start, "the text that starts here has no closing " + quote);
    }

    private static Value json(String written, int start) throws SyntaxError {
        return switch (JsonText.read(written)) {
            case JsonText.Read.Parsed(var value) -> value;
            case JsonText.Read.Malformed _ ->
                throw new SyntaxError(start, "in double quotes, escapes are those of JSON");
        };
    }

    private Token number() throws SyntaxError {
        var start = at++;
        while (at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '.' || isExponentSign())) {
            at++;
        }
        var written = text.substring(start, at);
        return switch (JsonText.read(written)) {
            case JsonText.Read.Parsed(var value) -> new Token.Literal(value, written, start);
            case JsonText.Read.Malformed _ -> throw new SyntaxError(start, "'" + written + "' is not a number");
        };
    }

    private boolean isExponentSign() {
        var previous = text.charAt(at - 1);
        return text.charAt(at) == '+' && (previous == 'e' || previous == 'E');
    }

    private Token word() {
        var start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        return new Token.Word(text.substring(start, at), start);
    }

    private Token sign() throws SyntaxError {
        for (var sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                return new Token.Sign(sign, at - sign.length());
            }
        }
        var shown = new String(Character.toChars(text.codePointAt(at)));
        throw new SyntaxError(
                at,
                switch (shown) {
                    case "=" -> "'=' is no operator; to compare, write '=='";
                    case "&" -> "'&' is no operator; write '&&'";
                    case "|" -> "'|' is no operator; write '||'";
                    default -> "'" + shown + "' has no place in an expression";
                });
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNamePart(char c) {
        return isLetter(c) || isDigit(c) || c == '-';
    }
}
