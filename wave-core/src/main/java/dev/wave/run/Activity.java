package dev.wave.run;

/// What an agent is doing now: passing, lossy, never durable truth.
public sealed interface Activity {

    /// Text the agent or program printed.
    record Said(String text) implements Activity {}

    record ToolStarted(String id, String tool, String summary) implements Activity {}

    record ToolFinished(String id, boolean ok) implements Activity {}

    record Used(Usage soFar) implements Activity {}

    /// Something worth knowing, from Wave or the adapter.
    record Notice(String text) implements Activity {}
}
