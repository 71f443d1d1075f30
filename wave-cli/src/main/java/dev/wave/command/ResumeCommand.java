package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.RunId;
import dev.wave.option.Syntax;
import dev.wave.process.Sweeper;
import dev.wave.run.Recorded;
import dev.wave.run.RunStatus;
import dev.wave.show.RunJson;
import dev.wave.store.Lease;
import dev.wave.store.StoredResults;
import dev.wave.story.RunStory;
import java.util.List;

/// `wave resume`: finishes a run that failed, was cancelled or whose process died, with the plan and base it
/// began with.
final class ResumeCommand extends WaveCommand {
    RunArgument run = new RunArgument();
    boolean trust;

    ResumeCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Go on with a run, with the plan and the files it began with. Finished steps stay finished.");
        run.declare(syntax);
        syntax.flag("--trust", "Run this project's commands this once without asking.", () -> trust = true);
    }

    @Override
    List<OutputFormat> formats() {
        return List.of(OutputFormat.TEXT, OutputFormat.NDJSON, OutputFormat.JSON);
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        try (var stores = tools().stores(project);
                var _ = stores.use()) {
            var id = run.in(stores);
            try (var lease = RunSession.lease(stores, id)) {
                return resume(project, stores, lease, id);
            }
        }
    }

    private ExitCode resume(OpenProject project, Stores stores, Lease lease, RunId id) throws InterruptedException {
        var events = stores.journals().read(id).stream().map(Recorded::event).toList();
        var recorded = new RecordedRun(tools(), project, stores, id, events);
        var state = recorded.state();
        if (state.finished().filter(end -> end.status() == RunStatus.SUCCEEDED).isPresent()) {
            console().note("run " + id + " has succeeded; there is nothing to resume");
            console().note("`wave show " + id + "` tells how it went, `wave run` starts another one");
            if (format() == OutputFormat.JSON) {
                var story = RunStory.of(id, recorded.plan(), stores.journals().read(id), false);
                console().json(RunJson.line(story, new StoredResults(stores.blobs())::of));
            }
            return ExitCode.DONE;
        }
        new AgentGate(tools(), project, recorded.project()).pass(state);
        new SandboxGate(tools().sandbox().enforcement(), console()).pass(recorded.plan());
        new TrustGate(tools(), project).pass(recorded.project(), recorded.sandboxMode(), trust);
        Sweeper.sweep(tools().tag(stores, id)); // also where its journal calls it over: its process may have died since
        new Abandoned(tools(), stores).sweep();
        recorded.noticeOfChange();
        try (var making = MadeByWork.of(
                tools(), project, stores, id, new Reusable(tools(), project, stores).by(recorded.plan()))) {
            return new RunSession(tools(), stores, id, recorded.plan(), making)
                    .resume(lease, stores.journals().open(id), state, recorded.beginning(), format());
        }
    }
}
