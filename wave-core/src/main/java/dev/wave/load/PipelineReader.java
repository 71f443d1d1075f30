package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Place;
import dev.wave.model.Named;
import dev.wave.model.Pipeline;
import dev.wave.model.PipelineName;
import dev.wave.model.Step;
import dev.wave.model.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads one pipeline.
final class PipelineReader {
    static final FieldNames FIELDS = FieldNames.of(
                    "a pipeline",
                    "name",
                    "version",
                    "description",
                    "params",
                    "max_parallel",
                    "fail_fast",
                    "steps",
                    "outputs")
            .notYet("budget", "hooks")
            .hint("secrets are declared for the whole project: put it into wave.yaml, outside 'pipeline:'", "secrets")
            .meaning("params", "parameters", "inputs", "arguments", "variables", "args")
            .meaning("steps", "jobs", "stages", "tasks")
            .meaning("max_parallel", "parallelism", "concurrency")
            .hint("'persona', 'timeout' and the like belong to a step", "persona", "timeout", "retry", "env");

    private final Reading reading;

    PipelineReader(Reading reading) {
        this.reading = reading;
    }

    /// A pipeline in a mapping of its own.
    ///
    /// @param defaultName what it is called if it does not say
    Optional<Pipeline> read(Node node, PipelineName defaultName) {
        return Fields.of(node, FIELDS, reading.problems()).map(fields -> pipeline(fields, defaultName));
    }

    /// A pipeline whose fields stand in a mapping with others.
    Pipeline pipeline(Fields fields, PipelineName defaultName) {
        var name = fields.name("name", "a pipeline", PipelineName::isValid, PipelineName::new)
                .orElse(defaultName);
        var version = fields.string("version");
        var description = fields.string("description").orElse("");
        var params = new ParamReader(reading.problems()).read(fields);
        var maxParallel = fields.integer("max_parallel", 1, 10_000).orElse(Pipeline.DEFAULT_MAX_PARALLEL);
        var failFast = fields.truth("fail_fast").orElse(false);
        var steps = steps(fields);
        var outputs = outputs(fields);
        var place = fields.node("name").map(Node::place).orElse(fields.place());
        return new Pipeline(name, place, version, description, params, maxParallel, failFast, steps, outputs);
    }

    private List<Step> steps(Fields fields) {
        if (!fields.has("steps")) {
            fields.missing("steps");
            return List.of();
        }
        var node = fields.node("steps").orElseThrow();
        if (!(node instanceof Node.Items items)) {
            reading.problems()
                    .add(
                            Code.E_TYPE,
                            node.place(),
                            "'steps' must be a list, found " + node.shown(),
                            "start each step with '- id: NAME'");
            return List.of();
        }
        if (items.nodes().isEmpty()) {
            reading.problems().add(Code.E_VALUE, node.place(), "the pipeline has no steps", "add one: '- id: NAME'");
        }
        var reader = new StepReader(reading);
        var steps = new ArrayList<Step>();
        items.nodes().forEach(item -> reader.read(item).ifPresent(steps::add));
        reportRepetitions(items.nodes());
        var byId = new LinkedHashMap<StepId, Step>();
        steps.forEach(step -> byId.putIfAbsent(step.id(), step));
        return List.copyOf(byId.values());
    }

    /// Looks at the ids as they are written: a step with another mistake has its id all the same.
    private void reportRepetitions(List<Node> steps) {
        var firsts = new LinkedHashMap<String, Place>();
        for (var id : steps.stream().flatMap(step -> writtenId(step).stream()).toList()) {
            var first = firsts.putIfAbsent(id.text(), id.place());
            if (first != null) {
                reading.problems()
                        .add(
                                Code.E_DUPLICATE,
                                id.place(),
                                "there are two steps '" + id.text() + "'; the first is in line " + first.line(),
                                "give one of them another id");
            }
        }
    }

    private static Optional<Node.Scalar> writtenId(Node step) {
        return step instanceof Node.Mapping mapping
                ? mapping.entry("id")
                        .map(Node.Entry::value)
                        .filter(Node.Scalar.class::isInstance)
                        .map(Node.Scalar.class::cast)
                        .filter(id -> StepId.isValid(id.text()))
                : Optional.empty();
    }

    private SequencedMap<String, Named> outputs(Fields fields) {
        var outputs = new LinkedHashMap<String, Named>();
        fields.scalarsByName("outputs")
                .forEach((name, scalar) -> outputs.put(name, new Named(scalar.text(), scalar.place())));
        return outputs;
    }

    /// A pipeline's name made of the name of a file or folder.
    static PipelineName nameFrom(String fileOrFolder) {
        var plain = fileOrFolder.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return new PipelineName(plain.isEmpty() ? "pipeline" : plain);
    }
}
