package dev.wave.plan;

import dev.wave.model.AdapterSettings;

/// Finds out whether a machine has what an adapter's agent needs: a program, a key, a login.
///
/// It looks at files and variables only. It starts no process and opens no socket, so that planning may ask.
public interface AgentFinder {

    /// Takes everything to be here: for adapters that bring what they need.
    AgentFinder ALL_HERE = _ -> new Presence.Here();

    /// Whether what the adapter needs is here.
    ///
    /// @param adapter of a type this Wave can drive
    Presence find(AdapterSettings adapter);
}
