package dev.wave.load;

import dev.wave.diagnostic.Code;
import java.util.ArrayList;
import java.util.List;

/// Lays `.wave/local.yaml` over `wave.yaml`: mappings are merged, everything else is replaced. So is a whole
/// secret: it has one source, and here it is another one. Each value keeps the place it was written at.
final class LocalOverrides {
    static final List<String> ALLOWED = List.of("default_adapter", "defaults", "adapters", "personas", "secrets");

    private LocalOverrides() {}

    static Node apply(Node base, Node local, Problems problems) {
        if (!(local instanceof Node.Mapping overrides)) {
            problems.add(Code.E_TYPE, local.place(), "the overrides must be a mapping, found " + local.shown());
            return base;
        }
        for (var entry : overrides.entries()) {
            if (!ALLOWED.contains(entry.key())) {
                problems.add(
                        Code.E_UNKNOWN_FIELD,
                        entry.place(),
                        "'" + entry.key() + "' cannot be overridden on one machine",
                        "put it into wave.yaml; here may stand " + String.join(", ", ALLOWED));
            }
        }
        var kept = overrides.entries().stream()
                .filter(entry -> ALLOWED.contains(entry.key()))
                .toList();
        return joined(
                base,
                new Node.Mapping(kept, local.place()),
                (name, below, above) ->
                        name.equals("secrets") ? joined(below, above, (_, _, whole) -> whole) : merged(below, above));
    }

    private static Node merged(Node base, Node over) {
        return joined(base, over, (_, below, above) -> merged(below, above));
    }

    /// Two mappings as one: what only one of them has, and what is made of an entry that both have.
    private static Node joined(Node base, Node over, Join both) {
        if (!(base instanceof Node.Mapping below) || !(over instanceof Node.Mapping above)) {
            return over;
        }
        var entries = new ArrayList<Node.Entry>();
        for (var entry : below.entries()) {
            entries.add(above.entry(entry.key())
                    .map(by -> new Node.Entry(by.key(), by.place(), both.of(by.key(), entry.value(), by.value())))
                    .orElse(entry));
        }
        above.entries().stream()
                .filter(entry -> below.entry(entry.key()).isEmpty())
                .forEach(entries::add);
        return new Node.Mapping(entries, below.place());
    }

    /// What becomes of an entry that stands in both files.
    @FunctionalInterface
    private interface Join {
        Node of(String name, Node below, Node above);
    }
}
