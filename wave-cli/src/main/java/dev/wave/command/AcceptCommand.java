package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.FolderSnapshot;
import dev.wave.local.Acceptance;
import dev.wave.local.Acceptance.Reply;
import dev.wave.local.PersonsFiles;
import dev.wave.local.StepPreparer;
import dev.wave.model.ObjectWriter;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import dev.wave.process.Sweeper;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.Recorded;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.view.FailureText;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `wave accept`: takes what a person has made as the result of a step, if its contracts hold.
final class AcceptCommand extends WaveCommand {
    @Nullable
    String step;

    @Nullable
    Path from;

    @Nullable
    String run;

    boolean trust;

    AcceptCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Take a folder's files as the result of a step that has not succeeded, if its contracts hold.");
        syntax.argument(Times.ONCE, "STEP", "The step.", word -> step = word);
        syntax.required(
                "--from DIR",
                "The folder: the files as they should be, and the step's outputs in .wave/out; or the workspace that a"
                        + " failed run kept.",
                word -> from = Path.of(word));
        syntax.option("--run RUN", "The run; the newest if left out.", word -> run = word);
        syntax.flag("--trust", "Run this project's commands this once without asking.", () -> trust = true);
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        var folder =
                tools().workingDirectory().resolve(Objects.requireNonNull(from)).normalize();
        if (!Files.isDirectory(folder)) {
            throw CommandProblem.usage("there is no folder " + folder + ", which --from names"
                    + "\n`wave show` says where the workspace of a step that failed is kept");
        }
        try (var stores = tools().stores(project);
                var _ = stores.use()) {
            var id = RunNames.of(stores, run);
            try (var _ = RunSession.lease(stores, id)) {
                return accept(project, stores, id, folder);
            }
        }
    }

    private ExitCode accept(OpenProject project, Stores stores, RunId id, Path folder) throws InterruptedException {
        var events = stores.journals().read(id).stream().map(Recorded::event).toList();
        var recorded = new RecordedRun(tools(), project, stores, id, events);
        var name = StepNames.of(recorded.plan(), Objects.requireNonNull(step));
        new TrustGate(tools(), project).pass(recorded.project(), recorded.sandboxMode(), trust);
        Sweeper.sweep(tools().tag(stores, id));
        try (var making = MadeByWork.of(tools(), project, stores, id, stores.results())) {
            var context = new RunSession(tools(), stores, id, recorded.plan(), making).context(recorded.beginning());
            var stage = making.open();
            var acceptance =
                    new Acceptance(context, stage.stage(), new StepPreparer(context, stores.leases(), tools().clock()));
            var files = files(stage, stores, folder);
            var reply = acceptance.accept(name, files, attempts(events, name) + 1, recorded.state(), console()::note);
            return switch (reply) {
                case Reply.Accepted(var completed, var _) -> {
                    var result = context.result(completed.result()).orElseThrow();
                    var changed = stores.trees()
                            .changes(result.start(), result.tree())
                            .size();
                    answer(() -> lines(id, name, result, changed), () -> json(id, name, completed, changed));
                    yield ExitCode.DONE;
                }
                case Reply.NotDue(var why) -> throw CommandProblem.failed(why + "; nothing was stored");
                case Reply.Refused(var failure) ->
                    throw CommandProblem.failed(
                            refusal(name, failure) + "\nmend the files in " + folder + ", then say the same again");
            };
        }
    }

    private static PersonsFiles files(OpenStage stage, Stores stores, Path folder) {
        var kept = stage.workspaces().keptAt(folder);
        if (kept.isEmpty() && stage.workspaces().isOurs(folder)) {
            throw CommandProblem.usage(
                    "%s is inside Wave's own folder, where files are not as their names say".formatted(folder)
                            + "\ngive the folder that the run said is kept, or one of your own");
        }
        return kept.map(PersonsFiles::in).orElseGet(() -> PersonsFiles.in(folder, new FolderSnapshot(stores.trees())));
    }

    private static int attempts(List<RunEvent> events, StepId step) {
        return events.stream()
                .mapToInt(event -> event instanceof RunEvent.AttemptStarted started
                                && started.step().equals(step)
                        ? started.attempt()
                        : 0)
                .max()
                .orElse(0);
    }

    private static List<String> lines(RunId id, StepId step, Result result, int changed) {
        var made = new ArrayList<>(List.of(Shown.plural(changed, "file") + " changed"));
        result.artifacts().forEach(artifact -> made.add(artifact.name() + artifact.extension()));
        return List.of(step + " accepted: " + String.join(", ", made), "next: wave resume " + id);
    }

    private static Value json(RunId id, StepId step, Outcome.Completed completed, int changed) {
        return new ObjectWriter()
                .number("v", 1)
                .text("run", id)
                .text("step", step)
                .text("result", completed.result())
                .number("files_changed", changed)
                .done();
    }

    private static String refusal(StepId step, Failure failure) {
        var lines = new ArrayList<>(List.of(step + " is not accepted; nothing was stored"));
        if (failure instanceof Failure.ContractBroken(var verdicts)) {
            for (var verdict : verdicts) {
                verdict.violations().forEach(violation -> lines.add(line(verdict, violation)));
            }
        } else {
            lines.add(FailureText.of(failure));
        }
        return String.join("\n", lines);
    }

    private static String line(Verdict verdict, Violation violation) {
        return Printable.line(verdict.contract() + ": " + violation).text();
    }
}
