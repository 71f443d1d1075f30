package dev.wave.local;

/// A name or expression of a step cannot be filled in with what the steps before it left.
final class NotFillable extends Exception {
    private static final long serialVersionUID = 1L;

    NotFillable(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
