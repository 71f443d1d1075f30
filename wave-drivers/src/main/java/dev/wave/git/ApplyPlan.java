package dev.wave.git;

import dev.wave.model.TreeId;
import java.util.List;

/// What applying a result would do to the user's files, to be shown before it is done.
///
/// @param from the concerned files as they are now
/// @param to the same as they will be
/// @param changes what will be written and deleted, by path; nothing is written while there are conflicts
/// @param conflicts what stands in the way
/// @param executed those of the changes that are of files which tools run
public record ApplyPlan(
        TreeId from, TreeId to, List<FileChange> changes, List<Conflict> conflicts, List<FileChange> executed) {
    public ApplyPlan {
        changes = List.copyOf(changes);
        conflicts = List.copyOf(conflicts);
        executed = List.copyOf(executed);
    }

    /// Why a path cannot be written.
    ///
    /// @param path as shown
    public record Conflict(String path, String reason) {
        @Override
        public String toString() {
            return path + " " + reason;
        }
    }

    static ApplyPlan of(TreeId from, TreeId to, List<FileChange> changes, List<Conflict> conflicts) {
        return new ApplyPlan(
                from,
                to,
                changes,
                conflicts,
                changes.stream().filter(ExecutedFiles::isExecuted).toList());
    }

    /// Refuses, naming them, if there are conflicts.
    void mustBeFree() {
        if (!conflicts.isEmpty()) {
            var text = new StringBuilder("nothing was applied; these files stand in the way:\n");
            conflicts.forEach(conflict -> text.append("  ").append(conflict).append('\n'));
            throw new GitFailed(text.toString().strip());
        }
    }
}
