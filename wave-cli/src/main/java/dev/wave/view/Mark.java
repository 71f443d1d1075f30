package dev.wave.view;

import java.util.Arrays;

/// How a status looks on a terminal: a sign and a colour, beside its word. In a pipe there is only the word.
public enum Mark {
    SUCCEEDED("✓", Style.GREEN),
    REUSED("=", Style.GREEN),
    BROKEN("!", Style.YELLOW),
    FAILED("✗", Style.RED),
    DAMAGED("✗", Style.RED),
    VIOLATED("✗", Style.RED),
    LOST("⊘", Style.YELLOW),
    CANCELLED("⊘", Style.YELLOW),
    INTERRUPTED("⊘", Style.YELLOW),
    RUNNING("●", Style.CYAN),
    DELAYED("●", Style.CYAN),
    READY("○", Style.CYAN),
    WAITING("○", Style.DIM),
    SKIPPED("-", Style.DIM),
    /// Any other word.
    OTHER("·", Style.PLAIN);

    private final String sign;
    private final Style style;

    Mark(String sign, Style style) {
        this.sign = sign;
        this.style = style;
    }

    /// That of a status word, such as `succeeded`.
    public static Mark of(String word) {
        return Arrays.stream(values())
                .filter(mark -> mark.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(OTHER);
    }

    /// One cell.
    public Line sign() {
        return Line.of(sign, style);
    }

    /// The word on that screen, with its sign if that is a terminal.
    public static Line word(String word, Screen screen) {
        var mark = of(word);
        return screen.isTerminal() ? Line.of(mark.sign + " " + word, mark.style) : Line.of(word);
    }
}
