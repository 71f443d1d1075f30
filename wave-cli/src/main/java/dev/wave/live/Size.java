package dev.wave.live;

/// How large a terminal is, in cells.
public record Size(int columns, int rows) {
    private static final int NARROWEST = 20;
    private static final int LOWEST = 5;

    /// Whether there is room to draw in.
    public boolean isEnough() {
        return columns >= NARROWEST && rows >= LOWEST;
    }
}
