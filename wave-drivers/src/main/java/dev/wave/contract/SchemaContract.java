package dev.wave.contract;

import dev.wave.plan.PlannedSchema;
import dev.wave.run.Violation;
import java.io.IOException;
import java.util.List;

/// Checks a document against a schema. Use it within [Bounded].
final class SchemaContract {

    private SchemaContract() {}

    static List<Violation> violations(PlannedSchema schema, byte[] document, boolean yaml) throws IOException {
        try {
            var compiled = CompiledSchema.of(schema.json());
            return compiled.violations(
                    yaml
                            ? SchemaDocuments.yaml(document, NoDocument::new)
                            : SchemaDocuments.json(document, NoDocument::new));
        } catch (NoDocument e) {
            return List.of(new Violation("", String.valueOf(e.getMessage())));
        } catch (CompiledSchema.Unusable e) {
            throw new CannotCheck("the schema " + schema.name() + " cannot be used: " + e.getMessage());
        }
    }

    private static final class NoDocument extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoDocument(String problem) {
            super(problem);
        }
    }
}
