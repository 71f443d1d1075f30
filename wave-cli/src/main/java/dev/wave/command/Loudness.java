package dev.wave.command;

/// How much a command says besides its results, all of it on standard error.
enum Loudness {
    /// Errors.
    QUIET,
    /// Also what a person should know, such as warnings and where something was put.
    NORMAL,
    /// Also how the command came to what it says.
    VERBOSE
}
