package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.engine.Report.Preparation;
import dev.wave.git.Base;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.key.Components;
import dev.wave.local.DryRun;
import dev.wave.local.Frozen;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.AdapterName;
import dev.wave.model.StepId;
import dev.wave.plan.Arguments;
import dev.wave.plan.DefaultAdapter;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import dev.wave.recording.RecordedResults;
import dev.wave.recording.Recorder;
import dev.wave.recording.RecordingFiles;
import dev.wave.run.RunEvent;
import dev.wave.store.StoredResults;
import dev.wave.view.FailureText;
import dev.wave.view.KeyChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Derives a recording again, from the project's files and the lock: every key is computed anew, every byte is
/// verified, and nothing of a step is started.
///
/// Branch and commit are none: what a recording depends on is in its files, and the commits its steps saw
/// are in the lock.
final class Replay {
    private final Tools tools;
    private final OpenProject project;
    private final Planning planning;
    private final Stores stores;

    Replay(Tools tools, OpenProject project, Planning planning, Stores stores) {
        this.tools = tools;
        this.project = project;
        this.planning = planning;
        this.stores = stores;
    }

    /// What became of deriving a recording.
    sealed interface Derived {

        /// All its keys and bytes are as recorded.
        record Holds(Plan plan, DryRun.Forecast forecast) implements Derived {}

        /// It cannot be had again from what is here.
        record Refused(List<String> problems) implements Derived {}
    }

    /// Why the recording cannot be had again from what is here; empty if it can.
    List<String> problems(RecordingName name, Recording recording) throws InterruptedException {
        return switch (derive(name, recording)) {
            case Derived.Holds _ -> List.of();
            case Derived.Refused(var problems) -> problems;
        };
    }

    /// Computes every key anew and verifies every byte.
    Derived derive(RecordingName name, Recording recording) throws InterruptedException {
        if (!planning.project().pipelines().containsKey(name.pipeline())) {
            return new Derived.Refused(List.of("the project has no pipeline " + name.pipeline() + " any more"));
        }
        new BaseSnapshot(stores.trees(), project.root(), stores.user(), BaseLimits.DEFAULT).known(); // its objects, too
        var missing = new RecordingFiles(project.root(), stores.blobs(), stores.trees()).take(recording);
        if (!missing.isEmpty()) {
            return new Derived.Refused(Stream.concat(
                            missing.stream().map(what -> what + " is not at hand"), SharedRecordings.remedy(recording))
                    .toList());
        }
        var outline = planning.outline(Optional.of(name.pipeline().value()));
        return switch (Arguments.parse(outline, Given.of(recording), List.of())) {
            case Arguments.Refused(var problems, var _) -> new Derived.Refused(problems);
            case Arguments.Bound arguments -> {
                var plan = Planner.bind(outline, arguments);
                var forecast = forecast(plan, name, recording);
                var problems = compared(plan, recording, forecast);
                yield problems.isEmpty() ? new Derived.Holds(plan, forecast) : new Derived.Refused(problems);
            }
        };
    }

    /// Makes a run of the recording, as if its steps had just been done. If what it needs is gone since it was
    /// derived, it ends as a mismatch.
    ExitCode run(RecordingName name, Recording recording, Derived.Holds derived, OutputFormat format)
            throws InterruptedException {
        var plan = derived.plan();
        var base = base(name, recording);
        var files = project.files();
        RunSession.included(plan, files);
        var frozen = new Frozen(
                files.frozen(),
                project.name(),
                plan.pipeline().value(),
                Given.json(plan),
                plan.input(),
                DefaultAdapter.of(planning.project(), planning.surroundings()).map(AdapterName::value),
                planning.pins(),
                Optional.empty(),
                false,
                Optional.empty(),
                base.branch(),
                base.commit(),
                base.history());
        var id = tools.freshRunId(stores);
        var started = new RunEvent.RunStarted(
                plan.pipeline().value(),
                stores.blobs().put(frozen.toJson().getBytes(StandardCharsets.UTF_8)),
                base.tree(),
                base.description(),
                List.of(),
                List.of(),
                id.hashCode());
        var beginning =
                RunSession.Beginning.of(files, started, base, planning.project().name());
        try (var making = new TakenFromRecording(name, recording, new StoredResults(stores.blobs()))) {
            var code = new RunSession(tools, stores, id, plan, making).start(beginning, format);
            return code == ExitCode.FAILED ? ExitCode.MISMATCH : code;
        }
    }

    /// What a replay starts from.
    static Base base(RecordingName name, Recording recording) {
        return new Base(
                recording.base(),
                "as recorded in " + name,
                Optional.empty(),
                recording.history(),
                Optional.empty(),
                List.of());
    }

    private DryRun.Forecast forecast(Plan plan, RecordingName name, Recording recording) throws InterruptedException {
        return new Forecasts(tools, project, stores, plan)
                .from(base(name, recording), planning.project().name(), new RecordedResults(name, recording));
    }

    private List<String> compared(Plan plan, Recording recording, DryRun.Forecast forecast) {
        var problems = new ArrayList<String>();
        for (var step : recording.steps().sequencedKeySet()) {
            if (plan.step(step).isEmpty()) {
                problems.add(step + " is recorded, and no step of the pipeline any more");
            }
        }
        forecast.found()
                .forEach((step, found) ->
                        problem(recording, forecast, step, found).ifPresent(problems::add));
        if (problems.isEmpty() && !forecast.tree().equals(Optional.of(recording.tree()))) {
            problems.add("the final files are "
                    + forecast.tree().map(Object::toString).orElse("none") + ", recorded are " + recording.tree());
        }
        if (problems.isEmpty()) {
            problems.addAll(new Recorder(stores.blobs()).contradictions(recording));
        }
        return problems;
    }

    private Optional<String> problem(Recording recording, DryRun.Forecast forecast, StepId step, Preparation found) {
        return switch (found) {
            case Preparation.Reused _ -> Optional.empty();
            case Preparation.NotWanted _ ->
                recording.steps().containsKey(step)
                        ? Optional.of(step + " is recorded, and now its `when` is false")
                        : Optional.empty();
            case Preparation.Failed(var failure) -> Optional.of(step + ": " + FailureText.of(failure));
            case Preparation.Ready _ ->
                Optional.of(
                        recording.steps().containsKey(step)
                                ? step + " is not what it was: " + difference(recording, forecast, step)
                                : step + " is not in the recording");
        };
    }

    /// The first thing the step sees that is not as it was recorded.
    private String difference(Recording recording, DryRun.Forecast forecast, StepId step) {
        var recorded = Optional.ofNullable(recording.steps().get(step))
                .flatMap(taken -> stores.blobs().read(taken.key().digest()))
                .flatMap(bytes -> Components.read(new String(bytes, StandardCharsets.UTF_8)));
        var now = Optional.ofNullable(forecast.keys().get(step));
        return recorded.flatMap(before -> now.flatMap(after -> new KeyChanges(stores)
                        .of(before, after.components()).stream().findFirst()))
                .map(KeyChange::line)
                .orElse("its result does not hold here");
    }
}
