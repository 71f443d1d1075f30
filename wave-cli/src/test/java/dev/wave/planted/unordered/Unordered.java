package dev.wave.planted.unordered;

import java.util.Map;
import java.util.Set;

/// Iterates differently on each start.
record Unordered(Set<String> names, Map<String, String> values) {
    Unordered {
        names = Set.copyOf(names);
        values = Map.copyOf(values);
    }
}
