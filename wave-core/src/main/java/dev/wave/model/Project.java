package dev.wave.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// A project as its files declare it: everything found by walking up to `wave.yaml` or `.wave/`.
///
/// Holds only what the project defines itself; built-in personas and adapters are added by `plan`.
///
/// @param title its name, which a pipeline in `wave.yaml` without one has, too
/// @param schemas JSON Schema texts by the path a contract names them with, and everything below
/// `.wave/contracts`
public record Project(
        ProjectName title,
        SequencedMap<PipelineName, Pipeline> pipelines,
        SequencedMap<PersonaName, Persona> personas,
        SequencedMap<AdapterName, AdapterSettings> adapters,
        Defaults defaults,
        SequencedMap<String, String> schemas,
        SequencedMap<SecretName, Secret> secrets) {
    public Project {
        pipelines = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(pipelines));
        personas = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(personas));
        adapters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(adapters));
        schemas = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(schemas));
        secrets = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(secrets));
    }

    /// What it is called.
    public String name() {
        return title.text();
    }

    /// What holds where a step or persona says nothing.
    public record Defaults(
            Optional<PersonaName> persona,
            Optional<AdapterName> adapter,
            Optional<SandboxMode> sandbox,
            Optional<String> model) {}
}
