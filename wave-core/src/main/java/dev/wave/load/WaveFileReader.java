package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Pipeline;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.model.ProjectName;
import dev.wave.model.SandboxMode;
import dev.wave.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads `wave.yaml`: settings of the project, and one pipeline, several, or bare `steps:`.
final class WaveFileReader {
    static final FieldNames FIELDS = FieldNames.of(
                    "wave.yaml",
                    "pipeline",
                    "pipelines",
                    "steps",
                    "personas",
                    "adapters",
                    "defaults",
                    "default_adapter",
                    "secrets",
                    "project")
            .hint(
                    "the fields of a pipeline go under 'pipeline:'",
                    "name",
                    "params",
                    "max_parallel",
                    "outputs",
                    "budget",
                    "hooks",
                    "description",
                    "fail_fast",
                    "version")
            .meaning("personas", "agents", "roles")
            .meaning("steps", "tasks", "stages");
    static final FieldNames BARE = FIELDS.with(PipelineReader.FIELDS);
    static final FieldNames DEFAULTS = FieldNames.of("'defaults'", "persona", "adapter", "model", "sandbox")
            .meaning("adapter", "default_adapter");
    static final FieldNames PROJECT = FieldNames.of("'project'", "name").notYet("root");

    private final Reading reading;
    private final Problems problems;
    private final String folderName;

    WaveFileReader(Reading reading, String folderName) {
        this.reading = reading;
        this.problems = reading.problems();
        this.folderName = folderName;
    }

    /// What the file holds, in the author's order.
    record Contents(ProjectSettings settings, List<Pipeline> pipelines, List<Persona> personas) {}

    Contents read(Node root) {
        if (!(root instanceof Node.Mapping mapping)) {
            problems.add(
                    Code.E_TYPE,
                    root.place(),
                    "wave.yaml must be a mapping, found " + root.shown(),
                    "start it with 'pipeline:'");
            return contents(new Fields(new Node.Mapping(List.of(), root.place()), FIELDS, problems));
        }
        var bare = mapping.entry("steps").isPresent();
        return contents(new Fields(mapping, bare ? BARE : FIELDS, problems));
    }

    private Contents contents(Fields fields) {
        var project = fields.node("project").flatMap(node -> Fields.of(node, PROJECT, problems));
        var title = project.flatMap(settings -> settings.string("name"))
                .<ProjectName>map(ProjectName.Said::new)
                .orElseGet(() -> new ProjectName.Borrowed(folderName, hasNamelessPipeline(fields)));
        var settings =
                new ProjectSettings(title, adapters(fields), defaults(fields), new SecretReader(problems).read(fields));
        return new Contents(
                settings,
                pipelines(fields, PipelineReader.nameFrom(title.text())),
                new PersonaReader(problems).inline(fields));
    }

    private static boolean hasNamelessPipeline(Fields fields) {
        return fields.node("pipeline")
                .map(node -> node instanceof Node.Mapping mapping
                        && mapping.entry("name").isEmpty())
                .orElse(fields.has("steps") && !fields.has("name"));
    }

    private SequencedMap<AdapterName, AdapterSettings> adapters(Fields fields) {
        var adapters = new LinkedHashMap<AdapterName, AdapterSettings>();
        new AdapterReader(reading).read(fields).forEach(adapter -> adapters.put(adapter.name(), adapter));
        return adapters;
    }

    private Project.Defaults defaults(Fields file) {
        var defaults = file.node("defaults").flatMap(node -> Fields.of(node, DEFAULTS, problems));
        var adapter = defaults.flatMap(fields -> adapter(fields, "adapter"));
        if (file.has("default_adapter")
                && defaults.filter(fields -> fields.has("adapter")).isPresent()) {
            problems.add(
                    Code.E_CONFLICT,
                    file.placeOf("default_adapter"),
                    "'default_adapter' and 'adapter' under 'defaults' say the same",
                    "keep one of them");
        }
        return new Project.Defaults(
                defaults.flatMap(fields -> fields.name("persona", "a persona", PersonaName::isValid, PersonaName::new)),
                adapter.or(() -> adapter(file, "default_adapter")),
                defaults.flatMap(fields -> fields.choice("sandbox", SandboxMode.class)),
                defaults.flatMap(fields -> fields.string("model")));
    }

    /// The named adapter; `auto` is the same as none.
    private Optional<AdapterName> adapter(Fields fields, String field) {
        return fields.name(field, "an adapter", AdapterName::isValid, AdapterName::new)
                .filter(name -> !name.value().equals("auto"));
    }

    private List<Pipeline> pipelines(Fields fields, PipelineName defaultName) {
        var pipelines = new ArrayList<Pipeline>();
        var reader = new PipelineReader(reading);
        fields.exclude("pipeline", "steps");
        fields.node("pipeline").flatMap(node -> reader.read(node, defaultName)).ifPresent(pipelines::add);
        if (fields.has("steps") && !fields.has("pipeline")) {
            pipelines.add(reader.pipeline(fields, defaultName));
        }
        fields.node("pipelines").ifPresent(node -> pipelines.addAll(several(node, reader)));
        return pipelines;
    }

    /// `pipelines:` as a mapping by name, or as a list of pipelines that each have a name.
    private List<Pipeline> several(Node node, PipelineReader reader) {
        return switch (node) {
            case Node.Mapping(var entries, var _) ->
                entries.stream()
                        .flatMap(entry -> byName(entry, reader).stream())
                        .toList();
            case Node.Items(var nodes, var _) ->
                nodes.stream().flatMap(item -> listed(item, reader).stream()).toList();
            case Node.Scalar _ -> {
                problems.add(
                        Code.E_TYPE, node.place(), "'pipelines' must be a mapping of names, found " + node.shown());
                yield List.of();
            }
        };
    }

    private Optional<Pipeline> byName(Node.Entry entry, PipelineReader reader) {
        var key = new Node.Scalar(entry.key(), entry.place(), Node.Kind.STRING, new Text.Layout.Unknown());
        var name = Names.of(key, "a pipeline", PipelineName::isValid, PipelineName::new, problems);
        if (entry.value() instanceof Node.Mapping mapping
                && mapping.entry("name").isPresent()) {
            Place place = mapping.entry("name").orElseThrow().place();
            problems.add(
                    Code.E_CONFLICT,
                    place,
                    "the pipeline already has the name '" + entry.key() + "'",
                    "remove 'name:'");
        }
        return reader.read(entry.value(), name.orElse(new PipelineName("pipeline")))
                .map(pipeline -> pipeline.at(entry.place()));
    }

    private Optional<Pipeline> listed(Node item, PipelineReader reader) {
        if (item instanceof Node.Mapping mapping && mapping.entry("name").isEmpty()) {
            problems.add(
                    Code.E_MISSING_FIELD, item.place(), "a pipeline in a list needs the field 'name'", "add 'name:'");
        }
        return reader.read(item, new PipelineName("pipeline"));
    }
}
