package dev.wave.local;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Value;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

/// The parts of a key by name: `adapter.command`, `inputs.*.content` for all inputs, `contracts.*.dir` for all
/// contracts.
final class ComponentPaths {

    /// Mappings whose keys are the author's names.
    private static final Set<String> BY_NAME =
            Set.of("env", "inputs", "outputs", "adapter.env", "adapter.files", "workspace.extras");

    /// A schema is compared as a whole.
    private static final String OPAQUE = "schema";

    private ComponentPaths() {}

    static SequencedSet<String> of(SequencedMap<String, Value> components) {
        var paths = new LinkedHashSet<String>();
        components.forEach((name, value) -> collect(name, value, paths));
        return paths;
    }

    private static void collect(String path, Value value, SequencedSet<String> paths) {
        paths.add(path);
        if (path.endsWith("." + OPAQUE)) {
            return;
        }
        if (value instanceof Value.Obj(var fields)) {
            fields.forEach((name, field) -> collect(path + "." + (BY_NAME.contains(path) ? "*" : name), field, paths));
        } else if (value instanceof Value.Seq(var items)) {
            items.stream().filter(item -> item instanceof Value.Obj).forEach(item -> collect(path + ".*", item, paths));
        }
    }

    /// The components as they would be if that part had been forgotten.
    static SequencedMap<String, Value> without(SequencedMap<String, Value> components, String path) {
        return without(components, List.of(path.split("\\.")));
    }

    private static SequencedMap<String, Value> without(SequencedMap<String, Value> fields, List<String> path) {
        var kept = new TreeMap<String, Value>();
        fields.forEach((name, value) -> {
            if (!path.getFirst().equals("*") && !path.getFirst().equals(name)) {
                kept.put(name, value);
            } else if (path.size() > 1) {
                kept.put(name, without(value, path.subList(1, path.size())));
            }
        });
        return kept;
    }

    private static Value without(Value value, List<String> path) {
        return switch (value) {
            case Value.Obj(var fields) -> new Value.Obj(without(fields, path));
            case Value.Seq(var items)
            when path.getFirst().equals("*") && path.size() > 1 ->
                new Value.Seq(items.stream()
                        .map(item -> without(item, path.subList(1, path.size())))
                        .distinct() // objects in a key are sets: contracts
                        .sorted(Comparator.comparing(CanonicalJson::text))
                        .toList());
            case Value.Seq(var items)
            when path.getFirst().equals("*") ->
                new Value.Seq(items.stream()
                        .filter(item -> !(item instanceof Value.Obj))
                        .toList());
            case Value.Seq _, Value.Str _, Value.Num _, Value.Bool _, Value.Null _ -> value;
        };
    }
}
