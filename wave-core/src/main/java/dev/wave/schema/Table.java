package dev.wave.schema;

import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the fields of one place look like, and what they are for.
final class Table {
    private final Map<String, Value.Obj> shapes = new LinkedHashMap<>();
    private List<String> required = List.of();

    /// A field, with one sentence for whoever points at it.
    Table field(String name, Value.Obj shape, String description) {
        var described = new ObjectWriter().text("description", description);
        shape.fields().forEach(described::value);
        shapes.put(name, described.done());
        return this;
    }

    /// The fields of another place, which it has as well.
    Table with(Table other) {
        shapes.putAll(other.shapes);
        return this;
    }

    Table required(String... names) {
        required = List.of(names);
        return this;
    }

    /// A mapping with exactly these fields.
    ///
    /// @param names the fields there are, in the order in which they are to be offered
    /// @throws IllegalStateException if one of them is not described here
    ObjectWriter object(List<String> names) {
        var properties = new ObjectWriter();
        for (var name : names) {
            var shape = shapes.get(name);
            if (shape == null) {
                throw new IllegalStateException("dev.wave.schema does not describe the field " + name);
            }
            properties.value(name, shape);
        }
        var object = new ObjectWriter().text("type", "object").value("properties", properties.done());
        if (!required.isEmpty()) {
            object.texts("required", required);
        }
        return object.value("additionalProperties", Value.of(false));
    }
}
