package dev.wave.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void letters_take_one_cell_each() {
        assertThat(Cells.width("")).isZero();
        assertThat(Cells.width("naïve – 3 µm, Ω, ж")).isEqualTo(18);
        assertThat(Cells.width("✓✗○●⊘…→·│├└─█▏")).isEqualTo(14);
    }

    @Test
    void wide_characters_take_two() {
        assertThat(Cells.width("語")).isEqualTo(2);
        assertThat(Cells.width("한국어 テスト ！")).isEqualTo(6 + 1 + 6 + 1 + 2);
        assertThat(Cells.width("🚀𠮷")).isEqualTo(4);
        assertThat(Cells.width("ｱ")).as("a half-wide one").isEqualTo(1);
        assertThat(Cells.width("🇩🇪")).as("a flag").isEqualTo(2);
    }

    @Test
    void marks_take_none() {
        assertThat(Cells.width("e\u0301a\u20dd")).isEqualTo(2);
    }

    @Test
    void what_fits_stays_as_it_is() {
        assertThat(Cells.cut("語語", 4)).isEqualTo("語語");
        assertThat(Cells.cut("", 0)).isEmpty();
    }

    @Test
    void what_does_not_fit_is_cut_between_characters() {
        assertThat(Cells.cut("feature", 6)).isEqualTo("featu…");
        assertThat(Cells.cut("feature", 1)).isEqualTo("…");
        assertThat(Cells.cut("feature", 0)).isEmpty();
        assertThat(Cells.cut("feature", -3)).isEmpty();
        assertThat(Cells.cut("語語語", 5)).isEqualTo("語語…");
        assertThat(Cells.cut("語語語", 4)).as("half a character is none").isEqualTo("語…");
        assertThat(Cells.cut("𠮷𠮷", 3)).isEqualTo("𠮷…");
        assertThat(Cells.cut("e\u0301e\u0301e\u0301", 2)).as("with its mark").isEqualTo("e\u0301…");
    }

    @Test
    void what_is_cut_inside_keeps_both_ends() {
        assertThat(Cells.cutInside("review-module-017", 17)).isEqualTo("review-module-017");
        assertThat(Cells.cutInside("review-module-017", 16)).isEqualTo("revie…module-017");
        assertThat(Cells.cutInside("review-module-017", 8)).isEqualTo("re…e-017");
        assertThat(Cells.cutInside("review-module-017", 2)).isEqualTo("…7");
        assertThat(Cells.cutInside("review-module-017", 1)).isEqualTo("…");
        assertThat(Cells.cutInside("review-module-017", 0)).isEmpty();
        assertThat(Cells.cutInside("語語語語", 6)).isEqualTo("…語語");
        assertThat(Cells.cutInside("abe\u0301", 2)).isEqualTo("…e\u0301");
        assertThat(Cells.cutInside("abc\u0301d", 2)).isEqualTo("…d");
    }

    @Test
    void padding_counts_cells() {
        assertThat(Cells.padded("語", 4)).isEqualTo("語  ");
        assertThat(Cells.padded("long", 2)).isEqualTo("long");
    }
}
