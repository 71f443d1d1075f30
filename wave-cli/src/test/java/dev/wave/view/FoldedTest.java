package dev.wave.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                " a",
                "a ",
                "one two three",
                "  two  gaps  ",
                "a-word-that-is-too-long b",
                "語 語語 x",
                "a `b c` `"
            })
    void text_that_is_kept_exactly_only_ends_its_lines_at_spaces(String text) {
        for (var width = 1; width < 12; width++) {
            var lines = Folded.exactly(text, width);
            assertThat(String.join(" ", lines)).isEqualTo(text);
            for (var line : lines) {
                assertThat(Cells.width(line) <= width || !line.strip().contains(" "))
                        .as(line)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 10})
    void as_many_words_as_fit_are_on_a_line(int width) {
        assertThat(Folded.exactly("one two three", width)).containsExactly("one two", "three");
        assertThat(Folded.exactly("語語 語 語", width)).hasSize(width < 10 ? 2 : 1);
    }

    @Test
    void a_sentence_keeps_commands_in_one_piece() {
        var text = "wave: no runs yet; `wave run` starts one, or `wave run --fresh`.";
        assertThat(Folded.sentence(text, 64)).containsExactly(text);
        assertThat(Folded.sentence(text, 30))
                .containsExactly("wave: no runs yet;", "  `wave run` starts one, or", "  `wave run --fresh`.");
        assertThat(Folded.sentence("  fix: one two three", 18)).containsExactly("  fix: one two", "    three");
        assertThat(Folded.sentence("it's a ` only", 9)).containsExactly("it's a", "  ` only");
    }

    @Test
    void a_sentence_goes_on_after_a_beginning_in_colour() {
        var beginning = Line.of("make", Style.BOLD).and(" failed", Style.RED);

        assertThat(Folded.sentence(beginning, ": no such file", 100)).containsExactly(beginning.and(": no such file"));
        assertThat(Folded.sentence(beginning, ": no such file", 18))
                .containsExactly(beginning.and(": no"), Line.of("  such file"));
        assertThat(Folded.sentence(beginning, ": no such file", 5).getFirst().text())
                .startsWith("make failed");
    }
}
