package dev.wave.plan;

/// Whether this machine has what the agent of an adapter needs.
public sealed interface Presence {

    /// Everything is here, as far as one can tell without starting it.
    record Here() implements Presence {}

    /// Something is missing.
    ///
    /// @param what in words that follow the adapter's name and a colon: "the program is installed, but
    /// ANTHROPIC_API_KEY is not set"
    /// @param fix what to do about it
    record Missing(String what, String fix) implements Presence {}
}
