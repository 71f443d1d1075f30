package dev.wave.plan;

import dev.wave.model.AdapterSettings;
import java.util.Optional;

/// Finds out whether a machine has what an adapter's agent needs: a program, a key, a login.
///
/// It looks at files and variables only. It starts no process and opens no socket, so that planning may ask.
public interface AgentFinder {

    /// Takes everything to be here: for adapters that bring what they need.
    AgentFinder ALL_HERE = _ -> new Presence.Here();

    /// Finds nothing: for plans that must be the same on every machine.
    AgentFinder NOBODY = _ -> new Presence.Missing("nobody has looked for it", "");

    /// Whether what the adapter needs is here.
    ///
    /// @param adapter of a type this Wave can drive
    Presence find(AdapterSettings adapter);

    /// The version of the adapter's program, as its files tell, whether or not it has a key; empty if they do
    /// not, if it is not here, or if there is no program.
    default Optional<String> version(AdapterSettings adapter) {
        return Optional.empty();
    }
}
