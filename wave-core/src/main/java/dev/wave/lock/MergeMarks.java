package dev.wave.lock;

import java.util.Optional;

/// The marks git leaves in a file that both sides of a merge changed.
final class MergeMarks {

    private MergeMarks() {}

    /// The number of the first line that is one, from 1.
    static Optional<Integer> first(String text) {
        if (!text.contains("<<<<<<< ") && !text.contains(">>>>>>> ")) { // as good as always: a lock may be long
            return Optional.empty();
        }
        var number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            if (line.startsWith("<<<<<<< ") || line.startsWith(">>>>>>> ")) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    /// One side of the merge: everything outside the marks, and that side of what is between them.
    static String side(String text, Side wanted) {
        var kept = new StringBuilder();
        var within = Side.BOTH;
        for (var line : text.lines().toList()) {
            switch (mark(line)) {
                case '<' -> within = Side.OURS;
                case '|' -> within = Side.NEITHER;
                case '=' -> within = within == Side.BOTH ? Side.BOTH : Side.THEIRS;
                case '>' -> within = Side.BOTH;
                default -> {
                    if (within == Side.BOTH || within == wanted) {
                        kept.append(line).append('\n');
                    }
                }
            }
        }
        return kept.toString();
    }

    /// Whose part of a text it is.
    enum Side {
        OURS,
        THEIRS,
        /// Outside the marks.
        BOTH,
        /// The common ancestor, in `diff3` style.
        NEITHER
    }

    private static char mark(String line) {
        return line.startsWith("<<<<<<< ") || line.startsWith(">>>>>>> ") || line.startsWith("||||||| ")
                ? line.charAt(0)
                : line.equals("=======") ? '=' : ' ';
    }
}
