package dev.wave.model;

import dev.wave.diagnostic.Place;
import java.util.List;
import java.util.Optional;

/// A typed input of a pipeline, declared in `params:` or inferred from a `{name}` in a pipeline without
/// `params:`.
///
/// @param allowed the values of `enum:`; empty if every value of the type will do
/// @param inferred whether Wave found the parameter in a text instead of in `params:`
public record Param(
        ParamName name,
        Place place,
        Type type,
        Optional<Value> defaultValue,
        List<Value> allowed,
        String description,
        boolean inferred) {
    public Param {
        allowed = List.copyOf(allowed);
    }

    public boolean required() {
        return defaultValue.isEmpty();
    }

    /// The types a parameter can have.
    public enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        LIST
    }
}
