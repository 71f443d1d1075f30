package dev.wave.load;

import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Project;
import dev.wave.model.ProjectName;
import dev.wave.model.Secret;
import dev.wave.model.SecretName;
import java.util.SequencedMap;

/// What `wave.yaml` says about the project as a whole.
record ProjectSettings(
        ProjectName title,
        SequencedMap<AdapterName, AdapterSettings> adapters,
        Project.Defaults defaults,
        SequencedMap<SecretName, Secret> secrets) {}
