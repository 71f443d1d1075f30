package dev.wave.agent;

/// What is wrong with a script for the `scripted` adapter, in one line.
final class ScriptProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScriptProblem(String message) {
        super(message);
    }
}
