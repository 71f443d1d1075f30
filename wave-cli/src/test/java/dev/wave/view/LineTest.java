package dev.wave.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {
    private static final Line LINE =
            Line.of("✓ ", Style.GREEN).and("build").and(" 語", Style.DIM).and("", Style.RED);

    @Test
    void styles_are_only_seen_in_colour() {
        assertThat(LINE.text()).isEqualTo("✓ build 語");
        assertThat(LINE.colored()).isEqualTo("\u001b[32m✓ \u001b[0mbuild\u001b[2m 語\u001b[0m");
        assertThat(LINE.width()).isEqualTo(10);
    }

    @Test
    void nobody_s_text_brings_its_own_colours_or_lines() {
        var hostile = Line.of("a\u001b[31m\nb\tc\u202ed", Style.RED);

        assertThat(hostile.text()).isEqualTo("a␛[31m b c<U+202E>d");
        assertThat(hostile.colored()).isEqualTo("\u001b[31ma␛[31m b c<U+202E>d\u001b[0m");
    }

    @Test
    void is_cut_wherever_the_end_falls() {
        assertThat(LINE.cut(10)).isEqualTo(LINE);
        assertThat(LINE.cut(9).text()).isEqualTo("✓ build …");
        assertThat(LINE.cut(8).text()).isEqualTo("✓ build…");
        assertThat(LINE.cut(7).text()).as("where a part ends").isEqualTo("✓ buil…");
        assertThat(LINE.cut(2).text()).isEqualTo("✓…");
        assertThat(LINE.cut(1).text()).isEqualTo("…");
        assertThat(LINE.cut(0).text()).isEmpty();
        for (var columns = 0; columns < 12; columns++) {
            assertThat(LINE.cut(columns).width()).isLessThanOrEqualTo(columns);
        }
    }

    @Test
    void spaces_at_its_end_can_go() {
        assertThat(LINE.padded(20).text()).isEqualTo("✓ build 語" + " ".repeat(10));
        assertThat(LINE.padded(20).stripTrailing().text()).isEqualTo("✓ build 語");
        assertThat(Line.of("  ").stripTrailing()).isEqualTo(Line.EMPTY);
    }
}
