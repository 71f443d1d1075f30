package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.Pipeline;
import dev.wave.model.PipelineName;
import java.util.Optional;

/// Reads a file of `.wave/pipelines`: `pipeline:`, or the fields of a pipeline with its bare `steps:`.
final class PipelineFile {
    private static final String ELSEWHERE = "this belongs into wave.yaml";
    static final FieldNames FIELDS = FieldNames.of("a pipeline file", "pipeline")
            .hint(
                    "the fields of a pipeline go under 'pipeline:'",
                    "name",
                    "version",
                    "description",
                    "params",
                    "max_parallel",
                    "fail_fast",
                    "outputs",
                    "steps")
            .hint(ELSEWHERE, "personas", "adapters", "defaults", "default_adapter", "project", "pipelines");
    static final FieldNames BARE = FieldNames.of("a pipeline file")
            .with(PipelineReader.FIELDS)
            .hint(ELSEWHERE, "personas", "adapters", "defaults", "default_adapter", "project", "pipelines");

    private PipelineFile() {}

    static Optional<Pipeline> read(Node root, PipelineName defaultName, Reading reading) {
        if (!(root instanceof Node.Mapping mapping)) {
            reading.problems()
                    .add(
                            Code.E_TYPE,
                            root.place(),
                            "a pipeline file must be a mapping, found " + root.shown(),
                            "start it with 'pipeline:' or 'steps:'");
            return Optional.empty();
        }
        var reader = new PipelineReader(reading);
        if (mapping.entry("pipeline").isPresent()) {
            var fields = new Fields(mapping, FIELDS, reading.problems());
            return reader.read(fields.node("pipeline").orElseThrow(), defaultName);
        }
        return Optional.of(reader.pipeline(new Fields(mapping, BARE, reading.problems()), defaultName));
    }
}
