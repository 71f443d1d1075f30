package dev.wave.load;

import java.util.List;

/// The fields of the language, place by place, as the readers know them: for whoever describes the language to
/// people or to editors. Reading a project does not need it.
public enum Vocabulary {
    /// `wave.yaml`, with its pipelines under `pipeline:` or `pipelines:`.
    WAVE_YAML(WaveFileReader.FIELDS),
    /// `wave.yaml` with bare `steps:`, beside which the fields of a pipeline stand.
    WAVE_YAML_WITH_STEPS(WaveFileReader.BARE),
    /// `defaults:` of the project.
    DEFAULTS(WaveFileReader.DEFAULTS),
    /// `project:`.
    PROJECT(WaveFileReader.PROJECT),
    /// A file of `.wave/pipelines` with `pipeline:`.
    PIPELINE_FILE(PipelineFile.FIELDS),
    /// A file of `.wave/pipelines` with bare `steps:`.
    PIPELINE_FILE_WITH_STEPS(PipelineFile.BARE),
    /// A pipeline.
    PIPELINE(PipelineReader.FIELDS),
    /// One of `params:`.
    PARAMETER(ParamReader.FIELDS),
    /// One of `steps:`.
    STEP(StepReader.FIELDS),
    /// `retry:` of a step.
    RETRY(StepReader.RETRY),
    /// `resources:` of a step.
    RESOURCES(StepReader.RESOURCES),
    /// `cache:` of a step, as a mapping.
    CACHE(StepReader.CACHE),
    /// `workspace:` of a step, as a mapping.
    WORKSPACE(WorkspaceReader.FIELDS),
    /// `setup:` of a workspace, as a mapping.
    SETUP(WorkspaceReader.SETUP),
    /// One of `inputs:`, as a mapping.
    INPUT(InputReader.FIELDS),
    /// One of `artifacts:` or `deliverables:`, as a mapping.
    OUTPUT(OutputReader.FIELDS),
    /// `handover:` of a step.
    HANDOVER(HandoverReader.HANDOVER),
    /// What every contract has.
    CONTRACT(HandoverReader.POLICY),
    /// A contract `type: json_schema`.
    JSON_SCHEMA_CONTRACT(HandoverReader.JSON_SCHEMA),
    /// A contract `type: test_suite`.
    TEST_SUITE_CONTRACT(HandoverReader.TEST_SUITE),
    /// A contract `type: command`.
    COMMAND_CONTRACT(HandoverReader.COMMAND),
    /// A contract `type: non_empty`.
    NON_EMPTY_CONTRACT(HandoverReader.NON_EMPTY),
    /// A contract `type: format`.
    FORMAT_CONTRACT(HandoverReader.FORMAT),
    /// `permissions:` of a persona or a step.
    PERMISSIONS(PermissionReader.FIELDS),
    /// The front matter of a file of `.wave/personas`.
    PERSONA_FILE(PersonaReader.FRONT_MATTER),
    /// One of `personas:`.
    PERSONA(PersonaReader.INLINE),
    /// One of `secrets:`.
    SECRET(SecretReader.FIELDS),
    /// One of `adapters:`.
    ADAPTER(AdapterReader.FIELDS);

    @SuppressWarnings("ImmutableEnumChecker") // its lists are copies that nobody changes
    private final FieldNames names;

    Vocabulary(FieldNames names) {
        this.names = names;
    }

    /// The fields that are acted on here, in the order in which they are told.
    public List<String> fields() {
        return names.effective();
    }

    /// The fields that the language has here and this version does not act on.
    public List<String> notYet() {
        return names.notYet();
    }

    /// What `.wave/local.yaml` may have of [#WAVE_YAML].
    public static List<String> overridable() {
        return LocalOverrides.ALLOWED;
    }

    /// The values of `type:` of a contract.
    public static List<String> contractTypes() {
        return HandoverReader.EFFECTIVE_TYPES;
    }

    /// The values of `type:` of an adapter, but for `acp:NAME`.
    public static List<String> adapterTypes() {
        return AdapterReader.BUILT_IN;
    }

    FieldNames names() {
        return names;
    }
}
