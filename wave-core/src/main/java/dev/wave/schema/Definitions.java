package dev.wave.schema;

import dev.wave.load.Vocabulary;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The places of the language as definitions of a schema.
final class Definitions {

    private Definitions() {}

    /// What a place is called among the definitions.
    static String name(Vocabulary place) {
        return place.name().toLowerCase(Locale.ROOT);
    }

    /// What its fields look like.
    static Table table(Vocabulary place) {
        return switch (place) {
            case WAVE_YAML -> ProjectTables.project();
            case WAVE_YAML_WITH_STEPS -> ProjectTables.pipeline().with(ProjectTables.project());
            case DEFAULTS -> ProjectTables.defaults();
            case PROJECT -> ProjectTables.about();
            case PIPELINE_FILE -> ProjectTables.pipelineFile();
            case PIPELINE_FILE_WITH_STEPS -> ProjectTables.pipeline().required("steps");
            case PIPELINE -> ProjectTables.pipeline().required("steps");
            case PARAMETER -> ProjectTables.parameter();
            case STEP -> StepTables.step();
            case RETRY -> StepTables.retry();
            case RESOURCES -> StepTables.resources();
            case CACHE -> StepTables.cache();
            case WORKSPACE -> StepTables.workspace();
            case SETUP -> StepTables.setup();
            case INPUT -> StepTables.input();
            case OUTPUT -> StepTables.output();
            case HANDOVER -> StepTables.handover();
            case CONTRACT -> StepTables.contract();
            case JSON_SCHEMA_CONTRACT -> StepTables.jsonSchema();
            case TEST_SUITE_CONTRACT, COMMAND_CONTRACT -> StepTables.command();
            case NON_EMPTY_CONTRACT -> StepTables.nonEmpty();
            case FORMAT_CONTRACT -> StepTables.format();
            case PERMISSIONS -> ProjectTables.permissions();
            case PERSONA_FILE -> ProjectTables.persona();
            case PERSONA -> ProjectTables.persona().required("prompt");
            case SECRET -> ProjectTables.secret();
            case ADAPTER -> ProjectTables.adapter();
        };
    }

    /// A mapping with the fields of a place.
    static ObjectWriter object(Vocabulary place) {
        return table(place).object(place.fields());
    }

    /// All places but the files themselves, and any contract.
    static Value all() {
        var all = new ObjectWriter();
        for (var place : Vocabulary.values()) {
            switch (place) {
                case WAVE_YAML, WAVE_YAML_WITH_STEPS, PIPELINE_FILE, PIPELINE_FILE_WITH_STEPS, PERSONA_FILE -> {}
                case SECRET ->
                    all.value(
                            name(place),
                            object(place)
                                    .number("minProperties", 1)
                                    .number("maxProperties", 1)
                                    .done());
                case STEP ->
                    all.value(
                            name(place),
                            object(place)
                                    .value("anyOf", oneOf("persona", "task", "task_file", "run"))
                                    .done());
                case HANDOVER ->
                    all.value(
                            name(place),
                            object(place).number("minProperties", 1).done());
                default -> all.value(name(place), object(place).done());
            }
        }
        return all.value("any_contract", anyContract()).done();
    }

    /// At least one of these fields is needed.
    private static Value oneOf(String... names) {
        return new Value.Seq(Stream.of(names)
                .<Value>map(name ->
                        new ObjectWriter().texts("required", List.of(name)).done())
                .toList());
    }

    /// A contract, whose fields depend on its type.
    private static Value anyContract() {
        var cases = new ArrayList<Value>();
        for (var type : Vocabulary.contractTypes()) {
            var place = Vocabulary.valueOf(type.toUpperCase(Locale.ROOT) + "_CONTRACT");
            var is = new ObjectWriter()
                    .value(
                            "properties",
                            new ObjectWriter()
                                    .value("type", Shape.words(List.of(type)))
                                    .done())
                    .texts("required", List.of("type"))
                    .done();
            cases.add(new ObjectWriter()
                    .value("if", is)
                    .value("then", Shape.of(place))
                    .done());
        }
        var type = new ObjectWriter()
                .text("description", "What is checked.")
                .texts("enum", Vocabulary.contractTypes())
                .done();
        return new ObjectWriter()
                .text("type", "object")
                .value("properties", new ObjectWriter().value("type", type).done())
                .texts("required", List.of("type"))
                .value("allOf", new Value.Seq(cases))
                .done();
    }
}
