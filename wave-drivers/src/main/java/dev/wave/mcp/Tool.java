package dev.wave.mcp;

import dev.wave.model.Value;

/// Something an agent can call.
public interface Tool {

    /// What callers know it by; clients put a prefix before it.
    String name();

    /// When to call it and what it does, for the agent.
    String description();

    /// JSON Schema of its arguments, an object.
    Value.Obj arguments();

    /// Does it. What is wrong with the arguments is an answer, never an exception.
    Answer call(Value.Obj arguments) throws InterruptedException;

    /// What the agent is told.
    ///
    /// @param failed whether the agent has to do something about it
    record Answer(String text, boolean failed) {}
}
