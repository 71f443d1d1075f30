package dev.wave.schema;

import dev.wave.load.Vocabulary;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import java.util.List;

/// The schema of each kind of file. A pure function: the same Wave, the same schema.
public final class FileSchemas {

    /// The dialect of all of them.
    public static final String DIALECT = "http://json-schema.org/draft-07/schema#";

    private FileSchemas() {}

    /// The schema of a kind of file, complete in itself. A file that it refuses is no file that Wave takes; one
    /// that it takes can be wrong all the same, for example in a name.
    public static Value.Obj of(FileKind kind) {
        var schema = new ObjectWriter().text("$schema", DIALECT).text("title", "Wave: " + kind.files());
        body(kind).done().fields().forEach(schema::value);
        return switch (kind) {
            case PROJECT, PIPELINE, PERSONA, LOCAL ->
                schema.value("definitions", Definitions.all()).done();
            case SCRIPT ->
                schema.value("definitions", ScriptSchema.definitions()).done();
            case LOCK -> schema.value("definitions", LockSchema.definitions()).done();
        };
    }

    private static ObjectWriter body(FileKind kind) {
        return switch (kind) {
            case PROJECT -> withPipelineBeside(Definitions.object(Vocabulary.WAVE_YAML_WITH_STEPS));
            case PIPELINE -> pipelineFile();
            case PERSONA -> Definitions.object(Vocabulary.PERSONA_FILE);
            case LOCAL -> local();
            case SCRIPT -> ScriptSchema.body();
            case LOCK -> LockSchema.body();
        };
    }

    /// Laid over the project, so that a persona may have any part of itself.
    private static ObjectWriter local() {
        var persona =
                ProjectTables.persona().object(Vocabulary.PERSONA.fields()).done();
        return Definitions.table(Vocabulary.WAVE_YAML)
                .field("personas", Shape.mapping(persona), "What is different about personas here, by name.")
                .object(Vocabulary.overridable());
    }

    /// The fields of a pipeline stand in the file itself only beside `steps:`.
    private static ObjectWriter withPipelineBeside(ObjectWriter file) {
        var only = new ObjectWriter();
        Vocabulary.PIPELINE.fields().stream()
                .filter(field -> !field.equals("steps"))
                .forEach(field -> only.texts(field, List.of("steps")));
        only.value(
                "pipeline",
                new ObjectWriter()
                        .value(
                                "not",
                                new ObjectWriter()
                                        .texts("required", List.of("steps"))
                                        .done())
                        .done());
        return file.value("dependencies", only.done());
    }

    /// Either `pipeline:` alone, or the fields of one.
    private static ObjectWriter pipelineFile() {
        var whole = Definitions.object(Vocabulary.PIPELINE_FILE).done();
        var bare = Definitions.object(Vocabulary.PIPELINE_FILE_WITH_STEPS).done();
        return new ObjectWriter()
                .text("type", "object")
                .value(
                        "if",
                        new ObjectWriter()
                                .texts("required", List.of("pipeline"))
                                .done())
                .value("then", whole)
                .value("else", bare);
    }
}
