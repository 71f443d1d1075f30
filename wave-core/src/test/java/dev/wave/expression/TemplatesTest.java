package dev.wave.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.model.JsonText;
import dev.wave.model.ParamName;
import dev.wave.model.Text;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
    private static final Set<String> PARAMS = Set.of("feature", "max-depth");
    private static final Scope SCOPE =
            scope("{\"params\": {\"feature\": \"{{ run.id }} {max-depth} ${x}\", \"max-depth\": 2.50}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "depth {max-depth} | depth 2.5",
                "{max-depth}{max-depth} | 2.52.5",
                "{ max-depth } | { max-depth }",
                "{other} | {other}",
                "\\{max-depth} | {max-depth}",
                "\\{{ max-depth }} | {{ max-depth }}",
                "${max-depth} | ${max-depth}",
                "a\\{2,3\\} \\d{2} | a\\{2,3\\} \\d{2}",
                "{\"a\": {\"b\": [1]}} | {\"a\": {\"b\": [1]}}",
                "{\"a\":{\"b\":\"{max-depth}\"}} | {\"a\":{\"b\":\"2.5\"}}",
                "if (x) { y; } | if (x) { y; }",
                "{} | {}",
                "{ | {",
                "{{ params.max-depth > 2 }} | true",
                "{{'}}'}} | }}",
                "{{ '{max-depth}' }} | {max-depth}",
                "{{ null }} | null",
                "{{params['max-depth']}}x | 2.5x"
            })
    void fills_names_and_expressions_and_leaves_other_braces(String source, String expected) {
        assertThat(template(source).fill(SCOPE)).isEqualTo(new Template.Filled.Complete(expected));
    }

    @Test
    void never_evaluates_what_was_inserted() {
        assertThat(template("do {feature}").fill(SCOPE))
                .isEqualTo(new Template.Filled.Complete("do {{ run.id }} {max-depth} ${x}"));
        assertThat(template("do {feature}").fillKnown(SCOPE).fill(SCOPE))
                .isEqualTo(new Template.Filled.Complete("do {{ run.id }} {max-depth} ${x}"));
    }

    @Test
    void fills_what_is_known_and_the_rest_later() {
        var template = template("{max-depth}: {{ steps.a.status }} {{ default(steps.a.artifacts.b, 'x') }}");

        var known = template.fillKnown(SCOPE);

        assertThat(known.text()).isEqualTo("2.5: {{ steps.a.status }} {{ default(steps.a.artifacts.b, \"x\") }}");
        assertThat(known.references())
                .map(Expression.Reference::toString)
                .containsExactly("steps.a.status", "steps.a.artifacts.b");
        assertThat(known.fill(scope("{\"steps\":{\"a\":{\"status\":\"succeeded\"}}}")))
                .isEqualTo(new Template.Filled.Complete("2.5: succeeded x"));
        assertThat(known.fill(SCOPE))
                .isEqualTo(new Template.Filled.Failed("{{ steps.a.status }}: steps.a.status does not exist"));
    }

    @Test
    void lists_placeholders_with_their_places() {
        var text = new Text("a {feature}\n  {x} \\{y} {{ z }} {x}", new Place("f", 3, 11), new Text.Layout.Block(4, 6));

        assertThat(Templates.placeholders(text))
                .map(found -> found.name() + "@" + found.place())
                .containsExactly("feature@f:4:9", "x@f:5:9", "x@f:5:26");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a {{ b | 3: '{{' has no '}}'",
                "{{ }} | 4: the expression is empty",
                "{{{feature}}} | 3: '{' has no place in an expression",
                "${{ params.x }} | 1: '${{ … }}' is plain text in Wave"
            })
    void reports_broken_expressions_at_their_place(String source, String expected) {
        assertThat(diagnostics(source))
                .map(problem -> problem.place().column() + ": " + problem.message())
                .containsExactly(expected);
    }

    @Test
    void reads_a_large_text_of_braces_in_time() {
        for (var piece : List.of("{", "{{", "{a", "\\{", "${", "}}", "{{a}}", "{{'", "{a-}")) {
            assertThat(diagnostics(piece.repeat(200_000)).size()).isLessThan(400_000);
        }
    }

    private static Template template(String source) {
        return switch (parse(source)) {
            case Checked.Valid<Template>(var template, var _) -> template;
            case Checked.Invalid<Template>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static List<Diagnostic> diagnostics(String source) {
        return parse(source).diagnostics();
    }

    private static Checked<Template> parse(String source) {
        var text = new Text(source, new Place("wave.yaml", 1, 1), new Text.Layout.Inline(0));
        return Templates.parse(text, (ParamName name) -> PARAMS.contains(name.value()));
    }

    private static Scope scope(String json) {
        return switch (JsonText.read(json)) {
            case JsonText.Read.Parsed(var value) -> Scope.of(value);
            case JsonText.Read.Malformed(var message) -> throw new AssertionError(message);
        };
    }
}
