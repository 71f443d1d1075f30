package dev.wave.expression;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.model.Text;
import java.util.List;

/// Reads expressions from text.
public final class Expressions {

    /// The longest expression, in characters.
    public static final int MAX_LENGTH = 4_096;

    /// The most operands, operators and brackets in one expression; bounds every recursion over it.
    public static final int MAX_TERMS = 200;

    private Expressions() {}

    /// The expression the whole text is. One pair of `{{ }}` around it is allowed, as authors expect in
    /// `when:`.
    public static Checked<Expression> parse(Text text) {
        var source = text.source();
        var start = source.length() - source.stripLeading().length();
        var wrapped = source.startsWith("{{", start);
        try {
            var tokens = new Lexer(source, wrapped ? start + 2 : start).tokens();
            requireEnd(source, wrapped, (Token.End) tokens.getLast());
            return Checked.valid(new Parser(tokens).whole());
        } catch (SyntaxError e) {
            return new Checked.Invalid<>(
                    List.of(Diagnostic.of(Code.E_EXPRESSION, text.placeAt(e.offset()), e.sentence())));
        }
    }

    private static void requireEnd(String source, boolean wrapped, Token.End end) throws SyntaxError {
        if (wrapped && end.length() == 0) {
            throw new SyntaxError(end.offset(), "'{{' has no '}}'");
        }
        if (!wrapped && end.length() > 0) {
            throw new SyntaxError(end.offset(), "'}}' has no '{{'");
        }
        var after = end.offset() + end.length();
        if (!source.substring(after).isBlank()) {
            throw new SyntaxError(after, "there is text after the expression");
        }
    }
}
