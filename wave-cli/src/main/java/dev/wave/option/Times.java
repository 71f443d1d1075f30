package dev.wave.option;

/// How often an option or an argument may be given.
public enum Times {
    AT_MOST_ONCE,
    ONCE,
    ANY
}
