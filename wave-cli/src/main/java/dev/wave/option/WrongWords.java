package dev.wave.option;

/// A command line that does not fit the command, in words for the person who wrote it.
public final class WrongWords extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongWords(String message) {
        super(message);
    }
}
