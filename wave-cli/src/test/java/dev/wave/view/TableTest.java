package dev.wave.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.view.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Table runs() {
        var table = new Table(Column.whole("RUN"), Column.text("PIPELINE"), Column.whole("STATUS"), Column.text("WHY"));
        table.row("7f3a", "feature-development", "✓ succeeded", "");
        table.row("8b21", "読書感想文", "✗ failed", "tests/run.sh: expected exit code 0, found 1");
        return table;
    }

    private static List<String> at(int width) {
        return runs().lines(width).stream().map(Line::text).toList();
    }

    @Test
    void is_as_wide_as_its_cells_where_there_is_room() {
        assertThat(runs().lines())
                .isEqualTo(at(200))
                .containsExactly(
                        "RUN   PIPELINE             STATUS       WHY",
                        "7f3a  feature-development  ✓ succeeded",
                        "8b21  読書感想文           ✗ failed     tests/run.sh: expected exit code 0, found 1");
    }

    @Test
    void the_right_column_is_cut_first() {
        assertThat(at(60))
                .containsExactly(
                        "RUN   PIPELINE             STATUS       WHY",
                        "7f3a  feature-development  ✓ succeeded",
                        "8b21  読書感想文           ✗ failed     tests/run.sh: expec…");
        assertThat(at(45))
                .containsExactly(
                        "RUN   PIPELINE          STATUS       WHY",
                        "7f3a  feature-develop…  ✓ succeeded",
                        "8b21  読書感想文        ✗ failed     tests/r…");
    }

    @Test
    void what_does_not_fit_at_all_is_left_out_from_the_right() {
        assertThat(at(36))
                .containsExactly(
                        "RUN   PIPELINE           STATUS",
                        "7f3a  feature-developm…  ✓ succeeded",
                        "8b21  読書感想文         ✗ failed");
        assertThat(at(20)).containsExactly("RUN   PIPELINE", "7f3a  feature-devel…", "8b21  読書感想文");
        assertThat(at(3)).containsExactly("RUN", "7f…", "8b…");
    }

    @Test
    void what_is_too_long_in_the_last_column_goes_on_below_it_if_nothing_shall_be_cut() {
        var table = new Table("PERSONA", "DESCRIPTION");
        table.row("judge", "Judges a result against stated criteria");
        table.row("読者", "Reads");

        assertThat(table.folded(new Screen(true, false, () -> 30)))
                .containsExactly(
                        "PERSONA  DESCRIPTION",
                        "judge    Judges a result",
                        "         against stated",
                        "         criteria",
                        "読者     Reads");
        assertThat(table.folded(new Screen(true, false, () -> 28)))
                .as("too little room")
                .isEqualTo(table.folded(Screen.PIPE))
                .isEqualTo(table.lines());
    }

    @Test
    void no_line_is_ever_wider_than_it_may_be() {
        for (var width = 1; width < 100; width++) {
            var most = width;
            assertThat(runs().lines(width))
                    .allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(most));
        }
    }
}
