package dev.wave.command;

import dev.wave.contract.SchemaCheck;
import dev.wave.plan.PlannedSchema;
import java.util.List;

/// Compiles the schemas a pipeline uses, so that a wrong one is found before the run.
final class SchemaProblems implements dev.wave.spi.SchemaCheck {

    @Override
    public List<String> problems(PlannedSchema schema) {
        try {
            return SchemaCheck.problems(schema.json());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("the schema was not checked: " + e.getMessage());
        }
    }
}
