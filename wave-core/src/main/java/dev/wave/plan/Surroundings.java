package dev.wave.plan;

import dev.wave.model.AdapterName;
import dev.wave.model.Persona;
import dev.wave.model.Personas;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What planning has to know besides the project's files. Facts only; finding them out is the caller's part.
///
/// @param adapterTypes the `type:`s of adapters this Wave can drive
/// @param chosenAdapter what was chosen before for steps for which neither persona nor project names one;
/// empty to choose now
/// @param pins what the project's lock decides
/// @param agents what this machine has
/// @param personas the built-in personas; the project's own come before them
/// @param flags long names, without dashes, that a parameter cannot have because Wave has such a flag
public record Surroundings(
        List<String> adapterTypes,
        Optional<AdapterName> chosenAdapter,
        Pins pins,
        AgentFinder agents,
        Personas personas,
        List<String> flags) {
    public Surroundings {
        adapterTypes = List.copyOf(adapterTypes);
        flags = List.copyOf(flags);
    }

    /// The surroundings of a machine with these personas built in.
    public static Surroundings of(
            Collection<String> adapterTypes,
            AgentFinder agents,
            Collection<Persona> personas,
            Collection<String> flags) {
        return of(adapterTypes, agents, Personas.of(personas), flags);
    }

    /// The surroundings of a machine with these personas built in.
    public static Surroundings of(
            Collection<String> adapterTypes, AgentFinder agents, Personas personas, Collection<String> flags) {
        return new Surroundings(
                List.copyOf(adapterTypes), Optional.empty(), Pins.NONE, agents, personas, List.copyOf(flags));
    }

    /// The same, with this adapter where `default_adapter: auto` would look for one.
    public Surroundings choosing(Optional<AdapterName> adapter) {
        return new Surroundings(adapterTypes, adapter, pins, agents, personas, flags);
    }

    /// The same, with what a lock decides.
    public Surroundings pinned(Pins decided) {
        return new Surroundings(adapterTypes, chosenAdapter, decided, agents, personas, flags);
    }

    /// The same on a machine of which nobody asks what it has: with no agent.
    public Surroundings anywhere() {
        return new Surroundings(adapterTypes, chosenAdapter, pins, AgentFinder.NOBODY, personas, flags);
    }
}
