package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.ArtifactName;
import dev.wave.model.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `inputs:`.
final class InputReader {
    static final FieldNames FIELDS = FieldNames.of("an input", "artifact", "from", "as", "optional", "schema", "inline")
            .meaning("artifact", "name", "input")
            .meaning("from", "step", "source");

    private final Reading reading;

    InputReader(Reading reading) {
        this.reading = reading;
    }

    List<Input> read(Fields step) {
        var inputs = new ArrayList<Input>();
        for (var node : step.items("inputs")) {
            input(node).ifPresent(inputs::add);
        }
        return inputs;
    }

    private Optional<Input> input(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NULL) {
            return artifact(scalar)
                    .map(name -> new Input(
                            name, node.place(), Optional.empty(), Optional.empty(), false, false, Optional.empty()));
        }
        return Fields.of(node, FIELDS, reading.problems()).flatMap(this::detailed);
    }

    private Optional<Input> detailed(Fields fields) {
        if (!fields.has("artifact")) {
            fields.missing("artifact");
        }
        var from = fields.named("from");
        var as = fields.name("as", "an input", ArtifactName::isDeclarable, ArtifactName::new);
        var optional = fields.truth("optional").orElse(false);
        var inline = fields.truth("inline").orElse(false);
        var schema = fields.node("schema").flatMap(reading.schemas()::read);
        return fields.scalar("artifact")
                .flatMap(scalar -> artifact(scalar)
                        .map(name -> new Input(name, scalar.place(), from, as, optional, inline, schema)));
    }

    /// The written name: of an artifact, of a step, or `step.artifact`.
    private Optional<String> artifact(Node.Scalar scalar) {
        return Names.of(scalar, "an input", ArtifactName::isDeclarable, name -> name, reading.problems());
    }

    /// Whether `inputs:` was written, so that an empty list means "none".
    static boolean isWritten(Fields step) {
        return step.node("inputs").filter(Node.Items.class::isInstance).isPresent()
                || !step.items("inputs").isEmpty();
    }

    /// Not a problem of inputs alone, but only `run` steps have no use for `inline`.
    static void refuseInline(List<Input> inputs, Problems problems) {
        inputs.stream()
                .filter(Input::inline)
                .forEach(input -> problems.add(
                        Code.E_CONFLICT,
                        input.place(),
                        "'inline' puts an input into the task text, and a 'run' step has none",
                        "remove 'inline'"));
    }
}
