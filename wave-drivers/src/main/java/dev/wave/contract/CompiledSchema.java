package dev.wave.contract;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import dev.wave.run.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A JSON Schema, ready to check documents. The only class that knows the validator, so that it is loaded
/// when a schema is checked and not before. Use it within [Bounded].
final class CompiledSchema {
    private static final int DEEPEST = 5000;
    private static final int MOST_ERRORS = 1000;
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaCacheEnabled(false)
                    .nodeReader(new JsonTree())
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .regularExpressionFactory(new SchemaPatterns())
                            .formatAssertionsEnabled(true)
                            .locale(Locale.ROOT)
                            .build())
                    .schemaLoader(
                            loader -> loader.fetchRemoteResources(false).allow(iri -> isMetaSchema(iri.toString()))));

    private final Schema schema;

    private CompiledSchema(Schema schema) {
        this.schema = schema;
    }

    /// @throws Unusable if the text is no schema, or refers to something outside of it
    static CompiledSchema of(String json) throws IOException {
        var node = SchemaDocuments.json(json.getBytes(StandardCharsets.UTF_8), Unusable::new);
        if (!node.isObject() && !node.isBoolean()) {
            throw new Unusable("expected an object or a truth value, found " + SchemaErrors.shown(node));
        }
        try {
            checkAgainstMetaSchema(node);
            var schema = SCHEMAS.getSchema(node);
            schema.initializeValidators();
            return new CompiledSchema(schema);
        } catch (SchemaException | IllegalArgumentException e) {
            throw new Unusable(Shown.plain(String.valueOf(e.getMessage())));
        }
    }

    /// What the document violates: all of it, up to a number nobody reads to the end.
    List<Violation> violations(JsonNode document) throws CannotCheck {
        try {
            return SchemaErrors.violations(errors(schema, document));
        } catch (SchemaException e) {
            throw new Unusable(Shown.plain(String.valueOf(e.getMessage())));
        }
    }

    private static void checkAgainstMetaSchema(JsonNode schema) throws CannotCheck {
        var declared = schema.path("$schema").asString(SpecificationVersion.DRAFT_2020_12.getDialectId());
        if (!isMetaSchema(declared)) {
            throw new Unusable("the dialect " + Shown.text(declared)
                    + " is not known; known are drafts 4, 6, 7, 2019-09 and 2020-12");
        }
        var meta = SCHEMAS.getSchema(SchemaLocation.of(declared));
        var errors = SchemaErrors.violations(errors(meta, schema));
        if (!errors.isEmpty()) {
            throw new Unusable(errors.stream().map(Violation::toString).toList());
        }
    }

    private static List<Error> errors(Schema schema, JsonNode document) throws CannotCheck {
        var context = new Watched(ExecutionConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                .maxEvaluationDepth(DEEPEST)
                .build());
        try {
            schema.validate(context, document);
        } catch (ValidationLimitExceededException e) {
            throw new CannotCheck("the schema's references go deeper than " + DEEPEST + " levels");
        }
        return new ArrayList<>(context.getErrors());
    }

    private static boolean isMetaSchema(String iri) {
        return iri.startsWith("http://json-schema.org/") || iri.startsWith("https://json-schema.org/");
    }

    /// A validation that can be interrupted, and whose errors fit into memory. A list of errors that is not
    /// empty stays so: that is what the validator asks it.
    private static final class Watched extends ExecutionContext {
        Watched(ExecutionConfig config) {
            super(config);
        }

        @Override
        public void evaluationPathAddLast(String name) {
            Interrupted.check();
            super.evaluationPathAddLast(name);
        }

        @Override
        public void evaluationPathAddLast(int index) {
            Interrupted.check();
            super.evaluationPathAddLast(index);
        }

        @Override
        public void addError(Error error) {
            if (getErrors().size() < MOST_ERRORS) {
                super.addError(error);
            }
        }
    }

    /// A text that cannot be used as a schema.
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<String> problems;

        Unusable(String problem) {
            this(List.of(problem));
        }

        Unusable(List<String> problems) {
            super(String.join("; ", problems));
            this.problems = List.copyOf(problems);
        }

        List<String> problems() {
            return problems;
        }
    }
}
