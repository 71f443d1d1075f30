package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.engine.Decision;
import dev.wave.engine.Engine;
import dev.wave.engine.RunState;
import dev.wave.git.Base;
import dev.wave.load.Includes;
import dev.wave.local.Heartbeat;
import dev.wave.local.LocalDriver;
import dev.wave.local.RunContext;
import dev.wave.local.RunContext.RunFacts;
import dev.wave.local.StepPreparer;
import dev.wave.model.History;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEventJson;
import dev.wave.run.RunStatus;
import dev.wave.show.RunJson;
import dev.wave.spi.Journal;
import dev.wave.spi.ProjectFiles;
import dev.wave.spi.Workspaces.Extra;
import dev.wave.store.Lease;
import dev.wave.story.RunStory;
import dev.wave.view.RunText;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One process's part of one run: everything that is open while it goes on.
final class RunSession {
    private final Tools tools;
    private final Stores stores;
    private final RunId id;
    private final Plan plan;
    private final Making making;

    /// @param making stays open; its owner closes it
    RunSession(Tools tools, Stores stores, RunId id, Plan plan, Making making) {
        this.tools = tools;
        this.stores = stores;
        this.id = id;
        this.plan = plan;
        this.making = making;
    }

    /// What a run starts from besides its plan.
    ///
    /// @param files what the plan was made from
    /// @param started its first event
    record Beginning(
            ProjectFiles files,
            RunEvent.RunStarted started,
            Optional<String> branch,
            Optional<String> commit,
            Optional<History> history,
            String project) {

        static Beginning of(ProjectFiles files, RunEvent.RunStarted started, Base base, String project) {
            return new Beginning(files, started, base.branch(), base.commit(), base.history(), project);
        }
    }

    /// Starts the run.
    ExitCode start(Beginning beginning, OutputFormat format) throws InterruptedException {
        try (var lease = lease(stores, id)) {
            var first = new Engine().start(plan, beginning.started());
            return drive(lease, stores.journals().create(id), first, beginning, format);
        }
    }

    /// Goes on with a run that another process began.
    ///
    /// @param lease on the run, taken before its state was read
    ExitCode resume(Lease lease, Journal journal, RunState state, Beginning beginning, OutputFormat format)
            throws InterruptedException {
        return drive(lease, journal, new Engine().resume(state), beginning, format);
    }

    private ExitCode drive(Lease lease, Journal journal, Decision first, Beginning beginning, OutputFormat format)
            throws InterruptedException {
        var context = context(beginning);
        try (var view = view(format, beginning.started(), context)) {
            making.stage().ifPresent(stage -> stage.listeners().add(view::heard));
            var driver = new LocalDriver(
                    new Engine(),
                    new StepPreparer(context, stores.leases(), tools.clock()),
                    making.attempts(context),
                    journal,
                    forgetful().andThen(new KeyNotes(tools.console())).andThen(view));
            try (var _ = Heartbeat.of(stores.leases(), () -> cancelIfLost(lease, driver));
                    var _ = tools.signals().whenAsked(driver::cancel, () -> endAtOnce(view))) {
                return exitCode(driver.run(first));
            }
        }
    }

    private void endAtOnce(RunView view) {
        view.abandon();
        making.stage()
                .map(OpenStage::stage)
                .ifPresent(stage -> stage.processes().sweep(stage.tag()));
    }

    /// The run's fixed surroundings.
    RunContext context(Beginning beginning) {
        var facts = new RunFacts(
                id,
                plan,
                beginning.started().base(),
                fresh(beginning.started()),
                included(plan, beginning.files()),
                tools.platform(),
                beginning.project(),
                beginning.branch(),
                beginning.commit(),
                beginning.history());
        return new RunContext(facts, stores.trees(), stores.blobs(), making.results());
    }

    /// A process that was stopped for so long that another may have taken its run over must not go on.
    private void cancelIfLost(Lease lease, LocalDriver driver) {
        if (!lease.isHeld()) {
            tools.console().note("run " + id + " was taken over by another process; this one ends");
            driver.cancel();
        }
    }

    /// The right to work on the run, and to clean up what an earlier process left of it.
    static Lease lease(Stores stores, RunId id) {
        return stores.leases()
                .tryAcquire("run/" + id)
                .orElseThrow(() -> CommandProblem.failed("run " + id + " is still going on in another process"
                        + "\n`wave status` shows it, `wave cancel " + id + "` ends it"));
    }

    /// The steps drawn afresh, with all that depends on them.
    private Set<StepId> fresh(RunEvent.RunStarted started) {
        var fresh = new LinkedHashSet<>(started.fresh());
        for (var step : plan.steps()) {
            if (step.dependencies().stream().anyMatch(dependency -> fresh.contains(dependency.step()))) {
                fresh.add(step.id());
            }
        }
        return fresh;
    }

    /// Wave's own files that steps may read, by the step.
    static Map<StepId, List<Extra>> included(Plan plan, ProjectFiles files) {
        var included = new HashMap<StepId, List<Extra>>();
        for (var step : plan.steps()) {
            var extras = Includes.of(files, step.workspace().include());
            if (!extras.isEmpty()) {
                included.put(step.id(), extras);
            }
        }
        return included;
    }

    /// Removes what earlier attempts left for a person to look at, once the step has succeeded after all.
    private Consumer<Recorded> forgetful() {
        var retried = new HashSet<StepId>();
        return recorded -> {
            switch (recorded.event()) {
                case RunEvent.RetryScheduled retry -> retried.add(retry.step());
                case RunEvent.StepFinished(var step, RunEvent.Ending.Succeeded _) -> {
                    if (retried.remove(step)) {
                        forget(step);
                    }
                }
                default -> {}
            }
        };
    }

    private void forget(StepId step) {
        try {
            making.stage().ifPresent(stage -> stage.forget(step));
        } catch (UncheckedIOException failed) { // no reason to end a run: `wave clean` removes it later
            tools.console().note(String.valueOf(failed.getMessage()));
        }
    }

    private RunView view(OutputFormat format, RunEvent.RunStarted started, RunContext context) {
        var console = tools.console();
        return switch (format) {
            case NDJSON -> recorded -> console.json(RunEventJson.writeLine(id, recorded));
            case JSON ->
                recorded -> {
                    if (recorded.event() instanceof RunEvent.RunFinished) {
                        var story = RunStory.of(id, plan, stores.journals().read(id), true);
                        console.json(RunJson.line(story, context::result));
                    }
                };
            case TEXT -> {
                var facts = new RunText.Facts(
                        id.value(),
                        plan,
                        Headline.of(plan, started, making::level),
                        started.base(),
                        context::result,
                        (from, to) -> stores.trees().changes(from, to).size(),
                        step -> making.stage().flatMap(stage -> stage.kept(step)));
                var live = console.terminal()
                        .flatMap(terminal -> LiveView.of(
                                terminal,
                                tools,
                                stores,
                                facts,
                                stores.journals().read(id)));
                yield live.isPresent()
                        ? live.get()
                        : new RunText(facts, console.loudness() != Loudness.QUIET, console::print)::accept;
            }
        };
    }

    private static ExitCode exitCode(RunState state) {
        return switch (state.finished().map(RunEvent.RunFinished::status).orElse(RunStatus.FAILED)) {
            case SUCCEEDED -> ExitCode.DONE;
            case FAILED -> ExitCode.FAILED;
            case CANCELLED -> ExitCode.CANCELLED;
        };
    }
}
