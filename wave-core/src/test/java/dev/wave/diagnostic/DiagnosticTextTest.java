package dev.wave.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosticTextTest {

    @Test
    void shows_place_sentence_source_caret_and_fix() {
        var problem = Diagnostic.of(
                Code.E_UNKNOWN_FIELD, new Place("wave.yaml", 2, 3), "unknown field 'nmae'", "did you mean 'name'?");

        assertThat(DiagnosticText.of(problem, "pipeline:\n  nmae: x\r\nsteps: []\n"))
                .isEqualTo("""
                wave.yaml:2:3: error[E-UNKNOWN-FIELD]: unknown field 'nmae'
                  2 |   nmae: x
                    |   ^
                  fix: did you mean 'name'?""");
    }

    @Test
    void leaves_out_the_source_where_there_is_none() {
        var problem = Diagnostic.of(Code.E_FILE, new Place("a", 9, 5), "no");

        assertThat(DiagnosticText.of(problem)).isEqualTo("a:9:5: error[E-FILE]: no");
        assertThat(DiagnosticText.of(problem, "one line")).isEqualTo("a:9:5: error[E-FILE]: no");
        assertThat(DiagnosticText.of(problem, "")).isEqualTo("a:9:5: error[E-FILE]: no");
    }

    @Test
    void lets_no_control_character_through() {
        var problem = Diagnostic.of(Code.E_VALUE, new Place("a\u001b[2J.yaml", 1, 4), "found '\u202eevil\n'", "\u0007");

        var text = DiagnosticText.of(problem, "a: \u001b[31m\tred\u0085\u200b");

        assertThat(text).isEqualTo("""
                a␛[2J.yaml:1:4: error[E-VALUE]: found '\ufffdevil␊'
                  1 | a: ␛[31m␉red\ufffd\ufffd
                    |    ^
                  fix: ␇""");
    }

    @Test
    void cuts_long_lines_to_a_window_around_the_caret() {
        var line = "x".repeat(5_000) + "HERE" + "y".repeat(5_000);

        var shown = DiagnosticText.of(Diagnostic.of(Code.E_VALUE, new Place("f", 1, 5_001), "no"), line)
                .lines()
                .toList();

        assertThat(shown.get(1)).isEqualTo("  1 | …" + "x".repeat(60) + "HERE" + "y".repeat(36) + "…");
        assertThat(shown.get(2)).isEqualTo("    | " + " ".repeat(61) + "^");
    }

    @Test
    void keeps_the_caret_below_its_character_on_a_narrow_terminal() {
        var line = "    - {id: work, adapter: demo, persona: craftsman, task: Work}";
        var problem = Diagnostic.of(Code.E_VALUE, new Place("f", 1, 18), "no");

        assertThat(DiagnosticText.of(problem, line, 40)).isEqualTo("""
                f:1:18: error[E-VALUE]: no
                  1 | …   - {id: work, adapter: dem…
                    |                  ^""");
        assertThat(DiagnosticText.of(problem, line, 80)).isEqualTo(DiagnosticText.of(problem, line));
        assertThat(DiagnosticText.of(problem, line, 1).lines()).allMatch(each -> each.length() <= 32);
    }

    @Test
    void puts_the_caret_under_wide_and_combining_characters() {
        var problem = Diagnostic.of(Code.E_VALUE, new Place("f", 1, 6), "no");

        assertThat(DiagnosticText.of(problem, "\u4e2d\ud83d\ude00e\u0301X")).endsWith("\n    |      ^");
    }

    @Test
    void survives_a_column_beyond_the_line() {
        var problem = Diagnostic.of(Code.E_VALUE, new Place("f", 1, 600), "no");

        assertThat(DiagnosticText.of(problem, "ab")).endsWith("\n    |   ^");
    }
}
