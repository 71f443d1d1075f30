package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.engine.RunState;
import dev.wave.load.ProjectReader;
import dev.wave.local.Frozen;
import dev.wave.model.AdapterName;
import dev.wave.model.Project;
import dev.wave.model.RunId;
import dev.wave.model.SandboxMode;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import dev.wave.report.RunPage;
import dev.wave.run.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A run as the journal and the store have it: planned again from what it was planned from.
final class RecordedRun {
    private final OpenProject project;
    private final Tools tools;
    private final List<RunEvent> events;
    private final RunEvent.RunStarted started;
    private final Frozen frozen;
    private final Plan plan;

    RecordedRun(Tools tools, OpenProject project, Stores stores, RunId id, List<RunEvent> events) {
        this.tools = tools;
        this.project = project;
        this.events = events;
        this.started = events.stream()
                .findFirst()
                .filter(RunEvent.RunStarted.class::isInstance)
                .map(RunEvent.RunStarted.class::cast)
                .orElseThrow(() -> CommandProblem.failed("run " + id + " never began; start it again with `wave run`"));
        this.frozen = stores.blobs()
                .read(started.frozen())
                .map(bytes -> Frozen.ofJson(new String(bytes, StandardCharsets.UTF_8)))
                .orElseThrow(() -> CommandProblem.failed("the plan of run " + id + " is not in the store any more"
                        + "\n`wave run` makes a new one and reuses what is stored"));
        this.plan = planned();
    }

    Plan plan() {
        return plan;
    }

    /// The project as its files were then.
    Project project() {
        return usable(ProjectReader.read(frozen.files(), frozen.project()));
    }

    private Plan planned() {
        var own = tools.surroundings(project);
        var then = own.choosing(frozen.adapter().map(AdapterName::new)).pinned(frozen.pins());
        var model = project();
        var outline = usable(Planner.choose(model, Optional.of(frozen.pipeline()))
                .then(pipeline -> Planner.resolve(model, pipeline, then)));
        return overridden(Planning.plan(outline, Given.ofJson(frozen.arguments(), frozen.input()), own.flags()));
    }

    private static <T> T usable(Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(var value, var _) -> value;
            case Checked.Invalid<T>(var problems) ->
                throw CommandProblem.failed("this version of Wave cannot plan the run any more: "
                        + problems.getFirst().headline() + "\n`wave run` makes a new one and reuses what is stored");
        };
    }

    private Plan overridden(Plan planned) {
        var policy = Overrides.of(
                planned, frozen.maxParallel().orElse(planned.maxParallel()), frozen.failFast() || planned.failFast());
        return sandboxMode().map(mode -> Overrides.sandboxed(policy, mode)).orElse(policy);
    }

    /// What was said of the sandbox when the run began.
    Optional<SandboxMode> sandboxMode() {
        return frozen.sandbox().map(mode -> SandboxMode.valueOf(mode.toUpperCase(Locale.ROOT)));
    }

    RunState state() {
        return RunState.of(plan, events);
    }

    RunEvent.RunStarted started() {
        return started;
    }

    RunSession.Beginning beginning() {
        return new RunSession.Beginning(
                frozen.files(),
                started,
                frozen.branch(),
                frozen.commit(),
                frozen.history(),
                project().name());
    }

    /// What it began with that no event tells.
    ///
    /// @param goingOn whether a process works on it
    RunPage.Surroundings surroundings(boolean transcripts, boolean goingOn) {
        return new RunPage.Surroundings(
                project().name(),
                frozen.branch(),
                frozen.commit(),
                frozen.input(),
                frozen.pins(),
                transcripts,
                goingOn);
    }

    /// Says so if the project's files are not what the run was planned from.
    void noticeOfChange() {
        var now = frozen.files().read().entrySet().stream()
                .filter(file -> !project.files().read(file.getKey()).equals(file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!now.isEmpty()) {
            tools.console()
                    .note(
                            "pipeline changed since (" + String.join(", ", now)
                                    + "); resume goes on with the old one, `wave run` uses the new one and reuses what still matches");
        }
    }
}
