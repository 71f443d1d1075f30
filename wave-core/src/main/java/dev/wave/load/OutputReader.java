package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import dev.wave.model.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Reads `artifacts:` and `deliverables:`.
final class OutputReader {
    static final FieldNames FIELDS = FieldNames.of("an artifact", "name", "format", "path", "description", "schema")
            .meaning("format", "type")
            .meaning("name", "artifact", "id")
            .meaning("path", "file");

    private final Reading reading;

    OutputReader(Reading reading) {
        this.reading = reading;
    }

    List<Output> read(Fields step) {
        var outputs = new ArrayList<Output>();
        step.items("artifacts").forEach(node -> output(node, false).ifPresent(outputs::add));
        step.items("deliverables").forEach(node -> output(node, true).ifPresent(outputs::add));
        return withoutRepetitions(outputs);
    }

    private Optional<Output> output(Node node, boolean required) {
        if (node instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NULL) {
            return Names.of(scalar, "an artifact", ArtifactName::isDeclarable, ArtifactName::new, reading.problems())
                    .map(name -> new Output(
                            name, node.place(), required, Format.ANY, Optional.empty(), "", Optional.empty()));
        }
        return Fields.of(node, FIELDS, reading.problems()).flatMap(fields -> detailed(fields, required));
    }

    private Optional<Output> detailed(Fields fields, boolean required) {
        if (!fields.has("name")) {
            fields.missing("name");
        }
        var schema = fields.node("schema").flatMap(reading.schemas()::read);
        var format = fields.choice("format", Format.class).orElse(schema.isPresent() ? Format.JSON : Format.ANY);
        if (schema.isPresent() && format != Format.JSON) {
            reading.problems()
                    .add(
                            Code.E_CONFLICT,
                            fields.placeOf("format"),
                            "only JSON can satisfy a schema, and the format is " + format.text(),
                            "write 'format: json'");
        }
        var path = fields.text("path").map(reading::template);
        path.filter(text -> ProjectPaths.inProject(text.source()).isEmpty())
                .ifPresent(text -> reading.problems()
                        .add(
                                Code.E_VALUE,
                                text.place(),
                                "'" + text.source() + "' is not a path in the workspace",
                                "write it relative to the workspace, without '..'"));
        var description = fields.string("description").orElse("");
        var place = fields.node("name").map(Node::place).orElse(fields.place());
        return fields.name("name", "an artifact", ArtifactName::isDeclarable, ArtifactName::new)
                .map(name -> new Output(name, place, required, format, path, description, schema));
    }

    private List<Output> withoutRepetitions(List<Output> outputs) {
        var byName = new LinkedHashMap<ArtifactName, Output>();
        for (var output : outputs) {
            var first = byName.putIfAbsent(output.name(), output);
            if (first != null) {
                reading.problems()
                        .add(
                                Code.E_DUPLICATE,
                                output.place(),
                                "the step already produces '" + output.name() + "', see line "
                                        + first.place().line(),
                                "name it once; under 'deliverables' if it must be there");
            }
        }
        return List.copyOf(byName.values());
    }
}
