package dev.wave.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Personas that are there without a project's writing them. One that nobody asks for need not have been read.
public interface Personas {

    /// The names of all of them, in the order in which they are told.
    List<PersonaName> names();

    /// The persona of that name.
    Optional<Persona> find(PersonaName name);

    /// These and no others.
    static Personas of(Collection<Persona> personas) {
        var byName = new LinkedHashMap<PersonaName, Persona>();
        personas.forEach(persona -> byName.put(persona.name(), persona));
        return new Personas() {
            @Override
            public List<PersonaName> names() {
                return List.copyOf(byName.keySet());
            }

            @Override
            public Optional<Persona> find(PersonaName name) {
                return Optional.ofNullable(byName.get(name));
            }
        };
    }
}
