package dev.wave.spi;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.plan.Outline;
import dev.wave.plan.PlannedSchema;
import java.util.List;

/// Says whether a text that is JSON is also a valid JSON Schema. Planning does not know: that takes a
/// validator.
@FunctionalInterface
public interface SchemaCheck {

    /// What is wrong with the schema, one sentence each, without a full stop; empty if it can be used.
    /// Fetches nothing.
    List<String> problems(PlannedSchema schema);

    /// The outline if all its schemas are valid.
    default Checked<Outline> check(Outline outline) {
        return Checked.of(
                outline,
                outline.schemas().stream()
                        .flatMap(used -> problems(used.schema()).stream()
                                .map(problem -> Diagnostic.of(Code.E_SCHEMA, used.place(), problem)))
                        .toList());
    }
}
