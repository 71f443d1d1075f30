package dev.wave.help;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a", " a", "a ", "one two three", "  two  gaps  ", "a-word-that-is-too-long b", "語 語語 x"
            })
    void text_that_is_kept_exactly_only_ends_its_lines_at_spaces(String text) {
        for (var width = 1; width < 12; width++) {
            var lines = Wrapped.exactly(text, width);
            assertThat(String.join(" ", lines)).isEqualTo(text);
            for (var line : lines) {
                assertThat(line.length() <= width || !line.strip().contains(" "))
                        .as(line)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 10})
    void as_many_words_as_fit_are_on_a_line(int width) {
        assertThat(Wrapped.exactly("one two three", width)).containsExactly("one two", "three");
    }
}
