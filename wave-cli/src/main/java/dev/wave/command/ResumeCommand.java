package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.RunId;
import dev.wave.process.Sweeper;
import dev.wave.run.Recorded;
import dev.wave.run.RunStatus;
import dev.wave.store.Lease;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wave resume`: finishes a run that failed, was cancelled or whose process died, with the plan and base it
/// began with.
@Command(
        name = "resume",
        description = "Go on with a run, with the plan and the files it began with. Finished steps stay finished.",
        sortOptions = false)
final class ResumeCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run; the newest if left out.")
    @Nullable
    String run;

    @Option(names = "--trust", description = "Run this project's commands this once without asking.")
    boolean trust;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or ndjson: one event a line.")
    String format = "text";

    private final Tools tools;

    ResumeCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() throws InterruptedException {
        Formats.require(format, "text", "ndjson");
        var project = OpenProject.find(tools, common.directory);
        try (var stores = tools.stores(project)) {
            var id = RunNames.of(stores, run);
            try (var lease = RunSession.lease(stores, id)) {
                return resume(project, stores, lease, id);
            }
        }
    }

    private ExitCode resume(OpenProject project, Stores stores, Lease lease, RunId id) throws InterruptedException {
        var events = stores.journals().read(id).stream().map(Recorded::event).toList();
        var recorded = new RecordedRun(tools, project, stores, id, events);
        var state = recorded.state();
        if (state.finished().filter(end -> end.status() == RunStatus.SUCCEEDED).isPresent()) {
            tools.console().print("run " + id + " has succeeded; there is nothing to resume");
            return ExitCode.DONE;
        }
        new TrustGate(tools, project).pass(recorded.project(), trust);
        Sweeper.sweep(tools.tag(stores, id)); // also where its journal calls it over: its process may have died since
        new Abandoned(tools, stores).sweep();
        recorded.noticeOfChange();
        var session = new RunSession(tools, project, stores, id, recorded.plan());
        return session.resume(lease, stores.journals().open(id), state, recorded.beginning(), format);
    }
}
