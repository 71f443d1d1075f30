package dev.wave.load;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Pipeline;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.spi.ProjectFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads a project: `wave.yaml` with this machine's `.wave/local.yaml` over it, `.wave/pipelines`,
/// `.wave/personas` and the schemas of its contracts. Answers with the project, or with everything that is
/// wrong in any of these files.
///
/// Names are not resolved: that a step, persona or artifact exists is for `plan` to find out.
public final class ProjectReader {

    /// The file a project is known by.
    public static final String WAVE_YAML = "wave.yaml";

    /// This machine's overrides, never committed.
    public static final String LOCAL_YAML = ".wave/local.yaml";

    /// The folder with a file for each pipeline.
    public static final String PIPELINES = ".wave/pipelines";

    /// The folder with a file for each persona.
    public static final String PERSONAS = ".wave/personas";

    private final Problems problems = new Problems();
    private final TextFiles texts;
    private final Reading reading;
    private final SequencedMap<PipelineName, Pipeline> pipelines = new LinkedHashMap<>();
    private final SequencedMap<PersonaName, Persona> personas = new LinkedHashMap<>();

    private ProjectReader(ProjectFiles files) {
        this.texts = new TextFiles(files, problems);
        this.reading = new Reading(texts, problems, new Schemas(texts, problems));
    }

    /// The project those files declare.
    ///
    /// @param folderName the name of the project if it does not say one: its folder's, or the one in its lock
    public static Checked<Project> read(ProjectFiles files, String folderName) {
        return new ProjectReader(files).project(folderName);
    }

    private Checked<Project> project(String folderName) {
        var waveYaml = texts.text(WAVE_YAML);
        var pipelineFiles =
                texts.list(PIPELINES).stream().filter(ProjectReader::isYaml).toList();
        var personaFiles = texts.list(PERSONAS).stream()
                .filter(name -> name.endsWith(".md"))
                .toList();
        if (waveYaml.isEmpty() && problems.found().isEmpty() && pipelineFiles.isEmpty() && personaFiles.isEmpty()) {
            return new Checked.Invalid<>(List.of(Diagnostic.of(
                    Code.E_NO_PROJECT,
                    Place.startOf(WAVE_YAML),
                    "there is no wave.yaml here",
                    "`wave init` writes one to start from")));
        }
        var root = waveYaml.flatMap(text -> YamlReader.read(WAVE_YAML, text, problems));
        var otherTool = root.flatMap(OtherTools::recognise);
        if (otherTool.isPresent()) {
            return new Checked.Invalid<>(List.of(otherTool.get()));
        }
        var readable = problems.found().isEmpty();
        var settings = settings(root, folderName);
        pipelineFiles.forEach(this::pipelineFile);
        personaFiles.forEach(this::personaFile);
        reading.schemas().readContracts();
        if (pipelines.isEmpty()
                && waveYaml.isPresent()
                && readable
                && problems.found().isEmpty()) {
            problems.add(
                    Code.E_NO_PIPELINE,
                    Place.startOf(WAVE_YAML),
                    "the project has no pipeline",
                    "add 'pipeline:' with 'steps:'; `wave init` shows how");
        }
        new PermissionCheck(problems).check(personas, settings.defaults(), pipelines.values());
        return Checked.of(
                new Project(
                        settings.title(),
                        pipelines,
                        personas,
                        settings.adapters(),
                        settings.defaults(),
                        reading.schemas().texts(),
                        settings.secrets()),
                problems.found());
    }

    private ProjectSettings settings(Optional<Node> waveYaml, String folderName) {
        var base = waveYaml.orElseGet(() -> new Node.Mapping(List.of(), Place.startOf(WAVE_YAML)));
        var local = texts.text(LOCAL_YAML).flatMap(text -> YamlReader.read(LOCAL_YAML, text, problems));
        var merged =
                local.map(over -> LocalOverrides.apply(base, over, problems)).orElse(base);
        var file = new WaveFileReader(reading, folderName).read(merged);
        file.pipelines().forEach(this::add);
        file.personas().forEach(this::add);
        return file.settings();
    }

    private void pipelineFile(String name) {
        var path = PIPELINES + "/" + name;
        var defaultName = PipelineReader.nameFrom(name.substring(0, name.lastIndexOf('.')));
        texts.text(path).ifPresent(text -> {
            var before = problems.found().size();
            var node = YamlReader.read(path, text, problems);
            if (node.isEmpty() && problems.found().size() == before) {
                problems.add(
                        Code.E_NO_PIPELINE, Place.startOf(path), "the file is empty", "add 'pipeline:' with 'steps:'");
            }
            node.flatMap(root -> PipelineFile.read(root, defaultName, reading)).ifPresent(this::add);
        });
    }

    private void personaFile(String name) {
        var path = PERSONAS + "/" + name;
        texts.text(path)
                .flatMap(text -> new PersonaReader(problems)
                        .markdown(path, name.substring(0, name.length() - ".md".length()), text))
                .ifPresent(this::add);
    }

    private void add(Pipeline pipeline) {
        var first = pipelines.putIfAbsent(pipeline.name(), pipeline);
        if (first != null) {
            problems.add(
                    Code.E_DUPLICATE,
                    pipeline.place(),
                    "the pipeline '" + pipeline.name() + "' is already defined at " + first.place(),
                    "give one of them another name");
        }
    }

    private void add(Persona persona) {
        var first = personas.putIfAbsent(persona.name(), persona);
        if (first != null) {
            problems.add(
                    Code.E_DUPLICATE,
                    persona.place(),
                    "the persona '" + persona.name() + "' is already defined at " + first.place(),
                    "give one of them another name");
        }
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
