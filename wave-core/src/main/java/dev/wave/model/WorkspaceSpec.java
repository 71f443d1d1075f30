package dev.wave.model;

import java.util.List;
import java.util.Optional;

/// What a step's workspace holds besides the files of its tree.
///
/// @param empty no project files at all
/// @param include globs of Wave's own files (`wave.yaml`, `.wave/**`) the step may read; never the lock
/// @param share folders of the user's tree that are shown, writes to which vanish
/// @param setup a command whose result is a read-only layer, made once per digest of itself and its `sources`
/// @param history its git shows the commits that the run's base stands on
public record WorkspaceSpec(
        boolean empty, List<String> include, List<String> share, Optional<Setup> setup, boolean history) {
    public WorkspaceSpec {
        include = List.copyOf(include);
        share = List.copyOf(share);
    }

    public static final WorkspaceSpec TREE = new WorkspaceSpec(false, List.of(), List.of(), Optional.empty(), false);

    /// A command that prepares a layer, for example `npm ci`.
    ///
    /// @param sources globs of the files it depends on; empty: every file of the tree
    /// @param secrets names of secrets the command finds as variables
    public record Setup(Action.Invocation command, List<String> sources, List<Named> secrets) {
        public Setup {
            sources = List.copyOf(sources);
            secrets = List.copyOf(secrets);
        }
    }
}
