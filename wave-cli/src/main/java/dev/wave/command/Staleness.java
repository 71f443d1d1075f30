package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.engine.Report.Preparation;
import dev.wave.git.Base;
import dev.wave.git.BaseHistory;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.History;
import dev.wave.model.TreeId;
import dev.wave.plan.Arguments;
import dev.wave.plan.Outline;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import dev.wave.recording.RecordedResults;
import dev.wave.recording.RecordingFiles;
import dev.wave.view.Shown;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far the project has moved on from what its recordings started with. A stale recording is as good as ever to
/// replay; it is only not what a run of today's files would give.
///
/// Today's files are the committed ones, or those of a folder without git.
final class Staleness {
    private final Tools tools;
    private final OpenProject project;
    private final Stores stores;
    private @Nullable TreeId today;

    Staleness(Tools tools, OpenProject project, Stores stores) {
        this.tools = tools;
        this.project = project;
        this.stores = stores;
    }

    /// Whether the recording started with other files than today's.
    boolean isStale(Recording recording) {
        return !today().equals(recording.base());
    }

    /// What has moved since a recording that is stale, in words that follow its name.
    String told(RecordingName name, Recording recording, Planning planning) throws InterruptedException {
        var whole = new RecordingFiles(project.root(), stores.blobs(), stores.trees())
                .take(recording)
                .isEmpty();
        var plan = whole ? plan(name, recording, planning) : Optional.<Plan>empty();
        return "base moved (" + since(recording)
                + (plan.isPresent()
                        ? "; " + wouldRun(plan.get(), planning.project().name(), name, recording)
                        : "")
                + ")";
    }

    private TreeId today() {
        if (today == null) {
            today = stores.user()
                    .flatMap(user -> new BaseHistory(stores.trees(), user).head())
                    .orElseGet(() -> new BaseSnapshot(stores.trees(), project.root(), stores.user(), BaseLimits.DEFAULT)
                            .now()
                            .tree());
        }
        return today;
    }

    private Optional<History> history() {
        return stores.user().flatMap(user -> new BaseHistory(stores.trees(), user).history());
    }

    private String since(Recording recording) {
        if (stores.user().isEmpty()) {
            return "no git";
        }
        var commits = new BaseHistory(stores.trees(), stores.user().get()).commitsSince(recording.base());
        return commits.isPresent() ? Shown.plural(commits.getAsInt(), "commit") : "no recent commit has it";
    }

    private static Optional<Plan> plan(RecordingName name, Recording recording, Planning planning) {
        return planning.checked(Optional.of(name.pipeline().value()))
                                instanceof Checked.Valid<Outline>(var outline, var _)
                        && Arguments.parse(outline, Given.of(recording), List.of()) instanceof Arguments.Bound arguments
                ? Optional.of(Planner.bind(outline, arguments))
                : Optional.empty();
    }

    /// Steps that wait for one that would run count with it.
    private String wouldRun(Plan plan, String projectName, RecordingName name, Recording recording)
            throws InterruptedException {
        var base = new Base(today(), "", Optional.empty(), history(), Optional.empty(), List.of());
        var found = new Forecasts(tools, project, stores, plan)
                .from(base, projectName, new RecordedResults(name, recording))
                .found();
        var steps = recording.steps().sequencedKeySet();
        var run = steps.stream()
                .filter(step -> !(found.get(step) instanceof Preparation.Reused))
                .count();
        return (run == 0 ? "no step" : run + " of " + Shown.plural(steps.size(), "step")) + " would re-run";
    }
}
