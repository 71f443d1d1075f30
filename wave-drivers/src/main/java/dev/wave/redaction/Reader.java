package dev.wave.redaction;

/// Reads bytes one after the other and knows where the patterns are in them. Line ends are passed over, so that
/// wrapped text is found too; more than two of them in a row end whatever had begun.
final class Reader {
    private final Patterns patterns;
    private final long[] positions;
    private int state = Patterns.NOTHING;
    private long read;
    private long counted;
    private int lineEnds;

    Reader(Patterns patterns) {
        this.patterns = patterns;
        positions = new long[Integer.highestOneBit(Math.max(1, patterns.longest())) * 2];
    }

    /// Takes the next byte.
    ///
    /// @return whether a pattern ends with it
    boolean read(byte b) {
        read++;
        if (b == '\n' || b == '\r') {
            if (++lineEnds > 2) {
                state = Patterns.NOTHING;
            }
            return false;
        }
        lineEnds = 0;
        positions[at(counted)] = read - 1;
        counted++;
        state = patterns.next(state, b);
        return patterns.found(state) > 0;
    }

    /// How many bytes were read.
    long position() {
        return read;
    }

    /// Where the pattern begins that ends with the last byte.
    long foundAt() {
        return positions[at(counted - patterns.found(state))];
    }

    /// Whose pattern that is.
    int owner() {
        return patterns.owner(state);
    }

    /// Up to where no pattern can begin any more that is not known already.
    long settled() {
        return state == Patterns.NOTHING ? read : positions[at(counted - patterns.begun(state))];
    }

    private int at(long number) {
        return (int) (number & (positions.length - 1));
    }
}
