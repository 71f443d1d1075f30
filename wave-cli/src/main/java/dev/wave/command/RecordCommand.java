package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.lock.Lock;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ObjectWriter;
import dev.wave.model.RunId;
import dev.wave.option.Syntax;
import dev.wave.recording.Piece;
import dev.wave.recording.Pieces;
import dev.wave.recording.Recorder;
import dev.wave.recording.RecordingFiles;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunStatus;
import dev.wave.store.Lease;
import dev.wave.view.Shown;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `wave record`: keeps what a run came to, in the lock and beside it, so that anybody can replay it.
final class RecordCommand extends PlanningCommand {
    PipelineArgument pipeline = new PipelineArgument();

    @Nullable
    String name;

    @Nullable
    String run;

    boolean large;
    boolean bytesShared;
    boolean trust;

    RecordCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        super.declare(syntax);
        syntax.purpose(
                "Run a pipeline, reusing what is stored, and keep the results in wave.lock and .wave/recordings.");
        pipeline.declare(syntax);
        syntax.option("--as CASE", "The recording's name; else made from the parameters.", word -> name = word);
        syntax.option("--run RUN", "Run nothing; keep what this run came to.", word -> run = word);
        syntax.flag("--large", "Keep files larger than 100 MB, too.", () -> large = true);
        syntax.flag(
                "--shared",
                "Keep the bytes out of .wave/recordings; `wave push` gives them to others.",
                () -> bytesShared = true);
        syntax.flag("--trust", "Run this project's commands this once without asking.", () -> trust = true);
    }

    @Override
    Optional<String> pipeline() {
        return pipeline.given();
    }

    @Override
    void refuseContradictions(List<String> options) {
        if (run != null) {
            var useless = ofNewRun(options);
            options.stream().filter("--trust"::equals).forEach(useless::add);
            Contradiction.refuse("--run", "keeps what a run came to and starts none", useless);
        }
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        var options = new RunOptions();
        options.trust = trust;
        var id = Optional.<RunId>empty();
        if (run == null) {
            var planning = pinned(project, _ -> Optional.empty());
            var ended = new NewRun(planning, options, from.committed).run(pipeline(), given(), format());
            if (ended.code() != ExitCode.DONE) {
                return ended.code();
            }
            id = Optional.of(ended.id());
        }
        try (var stores = tools().stores(project);
                var _ = stores.use();
                var _ = alone(stores)) {
            return record(project, stores, id.orElseGet(() -> RunNames.of(stores, run)));
        }
    }

    private static Lease alone(Stores stores) throws InterruptedException {
        return Upkeep.recordings(stores)
                .orElseThrow(() -> CommandProblem.failed("another process is recording in this project; try again"));
    }

    /// Planning with what the lock pins or will pin, so that the recording holds with the pins that stand beside it.
    ///
    /// @param made the version to pin where none is: of what made the run. Without one it is the one that is here
    private Planning pinned(OpenProject project, Function<AdapterSettings, Optional<String>> made) {
        var planning = new Planning(tools(), project);
        var before = planning.lock().read().orElse(Lock.EMPTY);
        var shared = Planning.shared(tools(), project, before.pins());
        var here = new AgentVersions(tools(), shared.surroundings(), before.pins());
        var pinned = planning.lock()
                .now(shared, before, adapter -> made.apply(adapter).or(() -> here.apply(adapter)));
        here.notices().forEach(console()::note);
        return planning.pinned(pinned.pins());
    }

    private ExitCode record(OpenProject project, Stores stores, RunId id) throws InterruptedException {
        var events = stores.journals().read(id).stream().map(Recorded::event).toList();
        var recorded = new RecordedRun(tools(), project, stores, id, events);
        refuseUnlessWhole(id, events, recorded.started());
        var planning = pinned(project, new RunVersions(recorded, stores.blobs()));
        var recording = new Recorder(stores.blobs())
                .recording(
                        recorded.plan(),
                        recorded.started(),
                        recorded.beginning().history(),
                        events)
                .kept(bytesShared ? Recording.Bytes.SHARED : Recording.Bytes.VENDORED);
        var called = new RecordingName(
                recorded.plan().pipeline(),
                Optional.ofNullable(name).map(RecordCommand::checked).orElseGet(() -> CaseNames.of(recorded.plan())));
        var known = new BaseSnapshot(stores.trees(), project.root(), stores.user(), BaseLimits.DEFAULT).known();
        var files = new RecordingFiles(project.root(), stores.blobs(), stores.trees());
        var pieces = new Pieces(stores.blobs(), stores.trees()).of(recording, known);
        if (!bytesShared) {
            LargePieces.pass(pieces, large, console());
            files.write(pieces);
        }
        var problems = new Replay(tools(), project, planning, stores).problems(called, recording);
        var file = new LockFile(tools(), project);
        var before = file.read().orElse(Lock.EMPTY);
        if (!problems.isEmpty()) {
            tidy(files, before);
            return LockedRuns.refuse(called, problems, console());
        }
        var shared = Planning.shared(tools(), project, planning.pins());
        var lock = file.now(shared, before.with(called, recording), _ -> Optional.empty());
        file.write(lock);
        tidy(files, lock);
        said(project, called, recording, pieces);
        return ExitCode.DONE;
    }

    /// Removes what only recordings that are no more were made of.
    private void tidy(RecordingFiles files, Lock lock) {
        var unused = files.unused(lock.recordings().values());
        unused.forEach(Upkeep::delete);
        if (!unused.isEmpty()) {
            console()
                    .note("removed " + Shown.plural(unused.size(), "file") + " of " + RecordingFiles.FOLDER
                            + " that no recording needs any more");
        }
    }

    private static String checked(String name) {
        if (!RecordingName.isCase(name)) {
            throw CommandProblem.usage(
                    "'" + name + "' cannot be the name of a recording; use letters, digits, '.', '-'");
        }
        return name;
    }

    private static void refuseUnlessWhole(RunId id, List<RunEvent> events, RunEvent.RunStarted started) {
        var succeeded =
                events.getLast() instanceof RunEvent.RunFinished finished && finished.status() == RunStatus.SUCCEEDED;
        if (!succeeded || !started.only().isEmpty()) {
            throw CommandProblem.failed("run " + id + " cannot be recorded: "
                    + (succeeded
                            ? "it ran only some of the steps\n`wave record` without --run runs all of them"
                            : "it did not succeed\n`wave resume " + id + "` goes on with it"));
        }
    }

    private void said(OpenProject project, RecordingName called, Recording recording, List<Piece> pieces) {
        var left = Files.exists(project.root().resolve(RecordingFiles.FOLDER)); // by recordings that were vendored
        var changed = "git add wave.lock" + (left ? " " + RecordingFiles.FOLDER : "");
        var bytes = pieces.stream().mapToLong(Piece::size).sum();
        answer(
                () -> List.of(
                        "recorded " + called + ": "
                                + Shown.plural(recording.steps().size(), "step") + ", "
                                + Shown.plural(recording.artifacts().size(), "artifact") + ", "
                                + Shown.bytes(bytes),
                        recording.bytes() == Recording.Bytes.SHARED
                                ? "next: wave push · " + changed
                                : "next: " + changed + " · wave run --locked --all " + called.pipeline()),
                () -> new ObjectWriter()
                        .number("v", 1)
                        .text("recording", called)
                        .text("tree", recording.tree())
                        .number("bytes", bytes)
                        .done());
    }
}
