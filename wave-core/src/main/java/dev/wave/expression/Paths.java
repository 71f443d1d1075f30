package dev.wave.expression;

import dev.wave.model.Value;
import java.util.List;
import java.util.Optional;

/// Walks into values by field names and list indexes.
public final class Paths {

    private Paths() {}

    /// What stands at the path below the value; the value itself for an empty path.
    public static Optional<Value> walk(Value value, List<String> path) {
        var at = Optional.of(value);
        for (var name : path) {
            at = at.flatMap(here -> step(here, name));
        }
        return at;
    }

    private static Optional<Value> step(Value value, String name) {
        return switch (value) {
            case Value.Obj(var fields) -> Optional.ofNullable(fields.get(name));
            case Value.Seq(var items) -> index(name, items.size()).map(items::get);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> Optional.empty();
        };
    }

    private static Optional<Integer> index(String name, int size) {
        if (name.isEmpty() || name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        var index = Integer.parseInt(name);
        return index < size ? Optional.of(index) : Optional.empty();
    }
}
