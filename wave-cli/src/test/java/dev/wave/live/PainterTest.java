package dev.wave.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.view.Line;
import dev.wave.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What frames do to a terminal.
class PainterTest {
    private static final Size SIZE = new Size(40, 10);

    private final Painter painter = new Painter(SIZE);
    private final Glass glass = new Glass(SIZE.columns(), SIZE.rows());

    private static List<Line> lines(String... texts) {
        return Stream.of(texts).map(text -> Line.EMPTY.and(text, Style.BOLD)).toList();
    }

    private void frame(List<Line> staying, List<Line> lines) {
        glass.take(painter.frame(staying, lines));
    }

    @Test
    void lines_are_drawn_where_the_earlier_ones_were_and_what_stays_goes_above() {
        frame(lines("begin"), lines("heading 1", "a 1", "b 1"));
        frame(List.of(), lines("heading 2", "a 2", "b 1"));
        assertThat(glass.text()).isEqualTo("begin\nheading 2\na 2\nb 1");

        frame(lines("a is over", "and said so"), lines("heading 3", "b 1"));
        assertThat(glass.text()).isEqualTo("begin\na is over\nand said so\nheading 3\nb 1");

        frame(lines("the end"), List.of());
        assertThat(glass.text()).isEqualTo("begin\na is over\nand said so\nthe end");
    }

    @Test
    void nothing_is_written_when_nothing_changes_and_little_when_little_does() {
        frame(List.of(), lines("heading", "a", "b"));

        assertThat(painter.frame(List.of(), lines("heading", "a", "b"))).isEmpty();
        assertThat(painter.frame(List.of(), lines("heading", "a 2", "b")))
                .contains("a 2")
                .doesNotContain("heading")
                .doesNotContain("b\u001b");
    }

    @Test
    void a_line_that_stays_may_be_longer_than_the_terminal_is_wide() {
        frame(List.of(), lines("heading", "a", "b", "c"));
        frame(lines("x".repeat(95)), lines("heading", "a"));

        assertThat(glass.text())
                .isEqualTo("x".repeat(40) + "\n" + "x".repeat(40) + "\n" + "x".repeat(15) + "\nheading\na");
    }

    @Test
    void between_frames_the_terminal_is_as_a_shell_would_leave_it() {
        for (var frame : List.of(
                painter.frame(lines("one"), lines("heading", "a")),
                painter.frame(List.of(), lines("heading", "b", "c")),
                painter.frame(lines("two"), List.of()))) {
            glass.take(frame);
            assertThat(glass.wraps).isTrue();
            assertThat(glass.cursorIsSeen).isTrue();
            assertThat(glass.column).isZero();
            assertThat(frame)
                    .doesNotContain("\u001b[J")
                    .doesNotContain("\u001b[2J"); // some put all into the scroll-back
        }
    }

    @Test
    void a_terminal_that_became_narrower_has_broken_the_lines() {
        frame(lines("begin"), lines("h".repeat(30), "a".repeat(30)));
        glass.narrow(20);
        painter.resized(new Size(20, 10));
        frame(List.of(), lines("heading", "a"));

        assertThat(glass.text()).isEqualTo("begin\nheading\na");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_is_drawn_the_scroll_back_holds_what_stays_once_and_in_order(long seed) {
        var random = new Random(seed);
        var stayed = new ArrayList<String>();
        var area = List.<Line>of();
        for (var step = 0; step < 300; step++) {
            var more = IntStream.range(0, random.nextInt(4))
                    .mapToObj(_ -> "stays " + random.nextInt())
                    .toList();
            area = lines(IntStream.range(0, random.nextInt(9))
                    .mapToObj(row -> "row " + row + " " + random.nextInt(3))
                    .toArray(String[]::new));
            frame(lines(more.toArray(String[]::new)), area);
            stayed.addAll(more);
        }
        area.forEach(line -> stayed.add(line.text()));

        assertThat(glass.text()).isEqualTo(String.join("\n", stayed));
    }

    /// As much of a terminal as frames need.
    private static final class Glass {
        private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
        private final int height;
        private int width;
        private int row;
        private int column;
        private boolean wraps = true;
        private boolean cursorIsSeen = true;

        Glass(int width, int height) {
            this.width = width;
            this.height = height;
        }

        void take(String frame) {
            for (var at = 0; at < frame.length(); at++) {
                var character = frame.charAt(at);
                if (character == '\u001b') {
                    var end = at + 2;
                    while (!Character.isLetter(frame.charAt(end))) {
                        end++;
                    }
                    control(frame.substring(at + 2, end), frame.charAt(end));
                    at = end;
                } else if (character == '\r') {
                    column = 0;
                } else if (character == '\n') {
                    down();
                } else {
                    put(character);
                }
            }
        }

        private void control(String parameters, char what) {
            switch (what) {
                case 'A' -> row = Math.max(Math.max(0, rows.size() - height), row - Integer.parseInt(parameters));
                case 'B' -> row = Math.min(rows.size() - 1, row + 1);
                case 'K' -> rows.get(row).setLength(0);
                case 'm' -> {}
                case 'h', 'l' -> {
                    wraps = parameters.equals("?7") ? what == 'h' : wraps;
                    cursorIsSeen = parameters.equals("?25") ? what == 'h' : cursorIsSeen;
                }
                default -> throw new AssertionError("unexpected control " + parameters + what);
            }
        }

        private void down() {
            row++;
            if (row == rows.size()) {
                rows.add(new StringBuilder());
            }
        }

        private void put(char character) {
            if (column == width) {
                if (!wraps) {
                    return;
                }
                down();
                column = 0;
            }
            var line = rows.get(row);
            while (line.length() <= column) {
                line.append(' ');
            }
            line.setCharAt(column, character);
            column++;
        }

        /// As terminals do it that break lines anew.
        void narrow(int columns) {
            var below = rows.subList(0, row).stream()
                    .mapToInt(line -> Math.max(1, Math.ceilDiv(line.length(), columns)))
                    .sum();
            var broken = new ArrayList<StringBuilder>();
            for (var line : rows) {
                for (var from = 0; from == 0 || from < line.length(); from += columns) {
                    broken.add(new StringBuilder(line.substring(from, Math.min(line.length(), from + columns))));
                }
            }
            rows.clear();
            rows.addAll(broken);
            row = below;
            width = columns;
        }

        String text() {
            return String.join(
                            "\n",
                            rows.stream()
                                    .map(line -> line.toString().stripTrailing())
                                    .toList())
                    .stripTrailing();
        }
    }
}
