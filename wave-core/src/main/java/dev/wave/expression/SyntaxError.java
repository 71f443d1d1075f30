package dev.wave.expression;

/// Stops the parser at the first thing it does not understand; never leaves this package.
final class SyntaxError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String sentence;

    SyntaxError(int offset, String sentence) {
        super(sentence, null, false, false);
        this.offset = offset;
        this.sentence = sentence;
    }

    int offset() {
        return offset;
    }

    String sentence() {
        return sentence;
    }
}
