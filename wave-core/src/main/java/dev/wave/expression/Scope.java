package dev.wave.expression;

import dev.wave.model.Value;
import java.util.List;
import java.util.Optional;

/// What the references of an expression stand for.
@FunctionalInterface
public interface Scope {

    /// The value at that path; empty if there is none (yet).
    Optional<Value> lookup(List<String> path);

    /// A scope over one tree of values: path elements are field names and list indexes.
    static Scope of(Value root) {
        return path -> Paths.walk(root, path);
    }

    /// This scope, and where it has nothing, the other one.
    default Scope orElse(Scope other) {
        return path -> lookup(path).or(() -> other.lookup(path));
    }
}
