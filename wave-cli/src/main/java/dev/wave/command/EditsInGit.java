package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.git.CommittedFiles;
import dev.wave.git.GitFailed;
import dev.wave.git.GitProgram;
import dev.wave.git.UserRepository;
import dev.wave.key.Definition;
import dev.wave.key.KeyDiff;
import dev.wave.load.BuiltinPersonas;
import dev.wave.load.ProjectReader;
import dev.wave.lock.LockCheck;
import dev.wave.lock.LockText;
import dev.wave.lock.Locking;
import dev.wave.model.Digest;
import dev.wave.model.PipelineName;
import dev.wave.model.StepId;
import dev.wave.plan.Pins;
import dev.wave.plan.Planner;
import dev.wave.project.SharedProjectFiles;
import dev.wave.spi.ProjectFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Tells what of a definition was edited since it was locked: git has the files that the lock was made from, in the
/// commit that changed it last. A lock holds digests, so that without that commit, or if the lock was made from other
/// files, nobody can tell.
///
/// Git is asked when the first definition of a pipeline is that changed.
final class EditsInGit implements LockCheck.Edits {
    private final Tools tools;
    private final OpenProject project;
    private final Pins pins;
    private final Map<PipelineName, Both> known = new HashMap<>();

    /// @param pins of the lock
    EditsInGit(Tools tools, OpenProject project, Pins pins) {
        this.tools = tools;
        this.project = project;
        this.pins = pins;
    }

    /// The definitions of a pipeline's steps, as they were when they were locked and as they are.
    private record Both(Map<StepId, Definition> locked, Map<StepId, Definition> now) {}

    @Override
    public List<KeyDiff.Difference> of(PipelineName pipeline, StepId step, Digest locked) {
        var both = known.computeIfAbsent(pipeline, this::both);
        return Optional.ofNullable(both.locked().get(step))
                .filter(before -> before.digest().equals(locked))
                .flatMap(before -> Optional.ofNullable(both.now().get(step))
                        .map(now -> KeyDiff.all(before.components(), now.components())))
                .orElse(List.of());
    }

    private Both both(PipelineName pipeline) {
        try {
            return committed()
                    .map(files -> new Both(definitions(files, pipeline), definitions(project.files(), pipeline)))
                    .orElse(new Both(Map.of(), Map.of()));
        } catch (GitFailed _) {
            return new Both(Map.of(), Map.of());
        }
    }

    private Optional<CommittedFiles> committed() {
        var git = GitProgram.find(tools.environment(), tools.cache());
        return UserRepository.find(git, project.root())
                .flatMap(user -> CommittedFiles.lastChanging(LockText.FILE, git, user));
    }

    /// None if the files are no project, or one without that pipeline.
    private Map<StepId, Definition> definitions(ProjectFiles some, PipelineName name) {
        var files = new SharedProjectFiles(some);
        var nowhere = tools.surroundings(project).anywhere().pinned(pins);
        var definitions = ProjectReader.read(files, project.name())
                .then(read -> PipelineNames.of(read, Optional.of(name.value()))
                        .then(pipeline -> Planner.resolve(read, pipeline, nowhere))
                        .then(outline ->
                                Checked.valid(new Locking(read, files, BuiltinPersonas::pin).definitions(outline))));
        return definitions instanceof Checked.Valid<SequencedMap<StepId, Definition>>(var found, var _)
                ? found
                : Map.of();
    }
}
