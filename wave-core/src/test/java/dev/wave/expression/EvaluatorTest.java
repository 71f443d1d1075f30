package dev.wave.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Place;
import dev.wave.model.CanonicalJson;
import dev.wave.model.JsonText;
import dev.wave.model.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
    private static final Scope SCOPE = scope("""
            {"params": {"depth": 2, "feature": "authentication", "deep": true, "list": ["a", "b"], "gone": null},
             "steps": {"code-review": {"status": "succeeded",
                       "artifacts": {"verdict": {"score": 0.85, "items": [{"id": "x-1"}]}, "a.b": "dotted"}}}}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "true → true",
                "1 == 1.0 → true",
                "'a' == 'a' → true",
                "'a' == 'A' → false",
                "'it''s' → \"it's\"",
                "\"tab\\there\" → \"tab\\there\"",
                "-1.5e2 → -150",
                "params.depth >= 2 && params.depth < 3 → true",
                "params.depth==2&&!params.deep|| true → true",
                "!(params.depth == 2) → false",
                "!!params.deep → true",
                "'b' > 'a' → true",
                "1 < 2 == true → true",
                "false && steps.nope.status == 'x' → false",
                "steps.code-review.status == 'succeeded' → true",
                "steps.code-review.artifacts.verdict.score >= 0.8 → true",
                "steps['code-review'].artifacts['a.b'] → \"dotted\"",
                "steps.code-review.artifacts.verdict.items[0].id → \"x-1\"",
                "steps.code-review.artifacts.verdict.items.0.id → \"x-1\"",
                "contains(params.feature, 'auth') → true",
                "contains(params.list, 'b') → true",
                "contains(params.list, 'c') → false",
                "startsWith(params.feature, 'auth') → true",
                "endsWith(lower('ABC'), 'bc') → true",
                "upper('straße') → \"STRASSE\"",
                "length('a😀') → 2",
                "length(params.list) → 2",
                "default(params.nope, 'x') → \"x\"",
                "default(params.gone, 1) → 1",
                "default(params.depth, 1) → 2",
                "join(params.list, ', ') → \"a, b\"",
                "toJSON(params.list) → \"[\\\"a\\\",\\\"b\\\"]\"",
                "trim('  x ') → \"x\"",
                "params.gone == null → true",
                "{{ params.deep }} → true"
            })
    void evaluates(String text, String expected) {
        assertThat(answer(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "params.nope → failed: params.nope does not exist",
                "steps.code-review.artifacts.verdict.items[1] → failed: steps.code-review.artifacts.verdict.items.1 does not exist",
                "params.depth && true → failed: params.depth should be true or false and is a number",
                "!params.feature → failed: params.feature should be true or false and is text",
                "params.depth < 'a' → failed: '<' compares two numbers or two texts, not a number and text",
                "lower(params.depth) → failed: expected text, found a number",
                "length(params.deep) → failed: expected text, a list or an object, found true or false",
                "default(lower(params.nope), 'x') → failed: params.nope does not exist"
            })
    void answers_with_the_reason_what_cannot_be_evaluated(String text, String expected) {
        assertThat(answer(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "`` → 1: the expression is empty",
                "a = b → 3: '=' is no operator; to compare, write '=='",
                "a & b → 3: '&' is no operator; write '&&'",
                "a b → 3: expected an operator or the end, but found 'b'",
                "(a → 3: expected ')', but the expression ends",
                "a. → 3: expected a name, but the expression ends",
                "a[b] → 3: expected a number or a text in quotes, but found 'b'",
                "a[-1] → 3: expected a number or a text in quotes, but found '-1'",
                "foo(1) → 1: there is no function 'foo'",
                "lower() → 1: 'lower' takes 1 value, not 0",
                "contains('a') → 1: 'contains' takes 2 values, not 1",
                "'abc → 1: the text that starts here has no closing '",
                "1.2.3 → 1: '1.2.3' is not a number",
                "12abc → 1: '12abc' is not a number",
                "a + b → 3: '+' has no place in an expression",
                "a ? b : c → 3: '?' has no place in an expression",
                "{{ a → 5: '{{' has no '}}'",
                "a }} → 3: '}}' has no '{{'",
                "{{ a }} && b → 8: there is text after the expression",
                "&& a → 1: expected a value, but found '&&'"
            })
    void names_the_place_and_reason_of_a_syntax_error(String text, String expected) {
        assertThat(answer(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "!a",
                "!(a && b) || c",
                "a == 1 && b != 'x'",
                "(a || b) && c",
                "steps.x-y.artifacts[\"a.b\"].c[0]",
                "default(params.a, lower(\"}}\"))",
                "a < b == true",
                "-1.5e-7 < a"
            })
    void prints_what_reads_back_as_itself(String text) {
        var expression = parsed(text);

        assertThat(parsed(expression.text())).isEqualTo(expression);
    }

    @Test
    void refuses_huge_expressions_without_overflow() {
        for (var text : List.of(
                "!".repeat(100_000),
                "(".repeat(100_000),
                "a.".repeat(100_000),
                "1 && ".repeat(100_000),
                "lower(".repeat(3_000 / 6),
                "a || ".repeat(500) + "a",
                "((((".repeat(900))) {
            assertThat(Expressions.parse(text(text))).isInstanceOf(Checked.Invalid.class);
        }
    }

    @Test
    void finds_errors_of_type_before_a_run() {
        assertThat(typeProblems("params.depth == '2'"))
                .containsExactly("'==' between a number and text has always the same answer");
        assertThat(typeProblems("params.depth && true"))
                .containsExactly("params.depth should be true or false and is a number");
        assertThat(typeProblems("params.feature"))
                .containsExactly("params.feature should be true or false and is text");
        assertThat(typeProblems("params.depth > 'x'"))
                .containsExactly("'>' compares two numbers or two texts, not a number and text");
        assertThat(typeProblems("contains(params.depth, 1)"))
                .containsExactly("params.depth should be text or a list and is a number");
        assertThat(typeProblems("lower(params.depth) == 'a'"))
                .containsExactly("params.depth should be text and is a number");
        assertThat(typeProblems("steps.a.artifacts.b.c > 3 && params.feature == 'x' && default(params.depth, 1) < 2"))
                .isEmpty();
    }

    private static List<String> typeProblems(String text) {
        return TypeCheck.conditionProblems(parsed(text), reference -> switch (reference.toString()) {
            case "params.depth" -> Kind.NUMBER;
            case "params.feature" -> Kind.STRING;
            default -> Kind.ANY;
        });
    }

    private static String answer(String text) {
        return switch (Expressions.parse(text(text))) {
            case Checked.Invalid<Expression>(var problems) ->
                problems.getFirst().place().column() + ": "
                        + problems.getFirst().message();
            case Checked.Valid<Expression>(var expression, var _) ->
                switch (Evaluator.evaluate(expression, SCOPE)) {
                    case Evaluator.Answer.Is(var value) -> CanonicalJson.text(value);
                    case Evaluator.Answer.Failed(var reason) -> "failed: " + reason;
                };
        };
    }

    private static Expression parsed(String text) {
        return switch (Expressions.parse(text(text))) {
            case Checked.Valid<Expression>(var expression, var _) -> expression;
            case Checked.Invalid<Expression>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static Text text(String source) {
        return new Text(source, new Place("wave.yaml", 1, 1), new Text.Layout.Inline(0));
    }

    private static Scope scope(String json) {
        return switch (JsonText.read(json)) {
            case JsonText.Read.Parsed(var value) -> Scope.of(value);
            case JsonText.Read.Malformed(var message) -> throw new AssertionError(message);
        };
    }
}
