package dev.wave.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Text in lines that end at spaces and not within a word, as terminals do it. A word that is longer than a line has
/// one of its own, which the terminal breaks.
public final class Folded {
    private static final String INDENT = "  ";

    private Folded() {}

    /// How far a word goes.
    private interface Words {
        /// Where the first space from there on is that a line may end at; the text's length if there is none.
        int end(String text, int from);
    }

    /// The text as it is: the end of a line stands for one space, and nothing else is lost.
    ///
    /// @param width in cells
    public static List<String> exactly(String text, int width) {
        return folded(text, width, Folded::space);
    }

    /// What Wave says: further lines are indented more, and a command in backticks stays in one piece, to be copied.
    ///
    /// @param width in cells
    public static List<String> sentence(String text, int width) {
        if (Cells.width(text) <= width) {
            return List.of(text);
        }
        var indent = " ".repeat(text.length() - text.stripLeading().length()) + INDENT;
        var lines = folded(text, width - indent.length(), Folded::spaceOutsideQuotes);
        return Stream.concat(Stream.of(lines.getFirst()), lines.stream().skip(1).map(line -> indent + line.strip()))
                .toList();
    }

    /// A sentence whose beginning has styles of its own.
    ///
    /// @param width in cells
    public static List<Line> sentence(Line beginning, String rest, int width) {
        var whole = beginning.and(rest);
        var lines = sentence(whole.text(), width);
        var styled = beginning.text().length();
        return lines.getFirst().length() < styled
                ? List.of(whole)
                : Stream.concat(
                                Stream.of(beginning.and(lines.getFirst().substring(styled))),
                                lines.stream().skip(1).map(Line::of))
                        .toList();
    }

    private static List<String> folded(String text, int width, Words words) {
        var lines = new ArrayList<String>();
        var begin = 0;
        var used = 0;
        for (int end = 0, next; end < text.length(); end = next) {
            next = words.end(text, end + 1);
            var more = Cells.width(text.substring(end, next));
            if (end > begin && used + more > width) {
                lines.add(text.substring(begin, end));
                begin = end + 1;
                used = -1; // the space is not there any more
            }
            used += more;
        }
        lines.add(text.substring(begin));
        return lines;
    }

    private static int space(String text, int from) {
        var space = text.indexOf(' ', from);
        return space < 0 ? text.length() : space;
    }

    private static int spaceOutsideQuotes(String text, int from) {
        var next = space(text, from);
        for (var quote = text.indexOf('`', from); quote >= 0 && quote < next; quote = text.indexOf('`', quote + 1)) {
            quote = text.indexOf('`', quote + 1);
            if (quote < 0) {
                break; // the only one
            }
            next = space(text, quote);
        }
        return next;
    }
}
