package dev.wave.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;

/// A mapping of a script, taken apart field by field; what is left at the end nobody knows.
final class Fields {
    private final String where;
    private final SequencedMap<String, Object> left = new LinkedHashMap<>();

    Fields(String where, Object value) {
        this.where = where;
        if (!(value instanceof Map<?, ?> map)) {
            throw new ScriptProblem(where + " is no mapping");
        }
        map.forEach((key, item) -> left.put(String.valueOf(key), item == null ? "" : item));
    }

    Optional<Object> take(String field) {
        return Optional.ofNullable(left.remove(field));
    }

    Optional<String> text(String field) {
        return take(field).map(value -> text(field, value));
    }

    boolean flag(String field, boolean otherwise) {
        return take(field)
                .map(value -> {
                    if (value instanceof Boolean flag) {
                        return flag;
                    }
                    throw new ScriptProblem(where + ": '" + field + "' is neither true nor false");
                })
                .orElse(otherwise);
    }

    long number(String field) {
        return take(field)
                .map(value -> {
                    if (value instanceof Integer number && number >= 0) {
                        return (long) number;
                    }
                    throw new ScriptProblem(where + ": '" + field + "' is no whole number");
                })
                .orElse(0L);
    }

    List<Object> list(String field) {
        return take(field)
                .map(value -> {
                    if (value instanceof List<?> list) {
                        return list.stream()
                                .<Object>map(item -> item == null ? "" : item)
                                .toList();
                    }
                    throw new ScriptProblem(where + ": '" + field + "' is no list");
                })
                .orElse(List.of());
    }

    Fields map(String field) {
        return new Fields(where + ", " + field, take(field).orElse(Map.of()));
    }

    /// All fields, whatever their names.
    void each(BiConsumer<String, Object> action) {
        left.forEach(action);
        left.clear();
    }

    void end() {
        if (!left.isEmpty()) {
            throw new ScriptProblem(
                    where + ": unknown field '" + left.firstEntry().getKey() + "'");
        }
    }

    static String text(String where, Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new ScriptProblem("'" + where + "' is no text");
        }
        var text = value.toString();
        if (text.indexOf('\0') >= 0) {
            throw new ScriptProblem("'" + where + "' holds a NUL character");
        }
        return text;
    }

    static List<String> texts(Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of(text("paths", value));
        }
        return list.stream().map(item -> text("paths", String.valueOf(item))).toList();
    }
}
