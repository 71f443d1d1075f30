package dev.wave.command;

import dev.wave.local.Stage;
import dev.wave.local.Watch;
import dev.wave.model.StepId;
import dev.wave.workspace.LocalWorkspaces;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// What a run's attempts are made with, open for one run.
///
/// @param run the run's id, with which the names of its workspaces begin
/// @param listeners hear of what agents do, besides the log
public record OpenStage(String run, Stage stage, LocalWorkspaces workspaces, Collection<Watch> listeners, Runnable end)
        implements AutoCloseable {

    /// The folder of the step's last attempt that was kept for a person to look at.
    Optional<String> kept(StepId step) {
        return all(step)
                .max(Comparator.comparing(LocalWorkspaces.Kept::since))
                .map(kept -> kept.folder().toString());
    }

    /// Removes the folders of the step's attempts.
    void forget(StepId step) {
        all(step).forEach(workspaces::remove);
    }

    private Stream<LocalWorkspaces.Kept> all(StepId step) {
        var prefix = run + "-" + step + "-";
        return workspaces.kept().stream()
                .filter(kept -> kept.name().startsWith(prefix)
                        && kept.name().substring(prefix.length()).matches("[0-9]+"));
    }

    @Override
    public void close() {
        workspaces.close();
        end.run();
    }
}
