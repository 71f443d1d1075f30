package dev.wave.contract;

import dev.wave.expression.Template;
import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.run.Artifact;
import dev.wave.spi.Workspaces;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// What contracts are checked on: an attempt whose outputs are collected and whose tree is captured.
///
/// @param placed files that Wave puts into the tree because they were handed over elsewhere, by path; not in
/// the workspace yet
/// @param workspace as the step left it; commands run in throwaway copies of it
/// @param env what the step's programs were given besides Wave's own variables
/// @param filled a word of a command with its names filled in
/// @param notice hears what is worth telling; from any thread
public record Subject(
        StepId step,
        int attempt,
        List<Artifact> artifacts,
        SequencedMap<String, Digest> placed,
        Workspaces.Workspace workspace,
        SequencedMap<String, String> env,
        Function<Template, String> filled,
        Consumer<String> notice) {
    public Subject {
        artifacts = List.copyOf(artifacts);
        placed = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(placed));
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
    }
}
