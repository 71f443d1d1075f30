package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.git.Courier;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import dev.wave.recording.RecordingFiles;
import dev.wave.recording.SharedName;
import dev.wave.store.TemporaryFolder;
import dev.wave.view.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `wave pull`: gets the bytes of recordings that the lock names. What arrives and is not what the lock says is
/// refused.
final class PullCommand extends WaveCommand {
    /// In bytes; no artifact is larger.
    private static final long LARGEST = 2L << 30;

    final List<String> names = new ArrayList<>();

    @Nullable
    String from;

    boolean large;

    PullCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Get what the recordings of wave.lock are made of, from the git remote or a folder.");
        syntax.argument(Times.ANY, "RECORDING", "PIPELINE or PIPELINE/CASE; else all shared ones.", names::add);
        syntax.option("--from WHERE", "A remote, an address, or a folder; else the remote.", word -> from = word);
        syntax.flag("--large", "Also files larger than 100 MB.", () -> large = true);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    /// What came of a recording.
    ///
    /// @param problems why it is not at hand; none if it is
    /// @param isNew whether it was not at hand before
    private record Got(RecordingName recording, boolean isNew, List<String> problems) {}

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        var chosen = SharedRecordings.of(new LockFile(tools(), project), names);
        if (chosen.isEmpty()) {
            console().note("wave.lock names no shared recording; those in .wave/recordings need no pull");
        }
        try (var stores = tools().stores(project);
                var _ = stores.use();
                var passing = TemporaryFolder.in(stores.state())) {
            new BaseSnapshot(stores.trees(), project.root(), stores.user(), BaseLimits.DEFAULT)
                    .known(); // its objects, too
            var got = new ArrayList<Got>();
            var courier = Optional.<Courier>empty();
            for (var entry : chosen.entrySet()) {
                var recording = entry.getValue();
                if (isHere(project, stores, recording)) {
                    got.add(new Got(entry.getKey(), false, List.of()));
                    continue;
                }
                var files = switch (SharePlace.of(tools(), stores, Optional.ofNullable(from), false)) {
                    case SharePlace.Folder folder -> folder.path();
                    case SharePlace.Remote remote -> {
                        courier = courier.or(() ->
                                Optional.of(new Courier(stores.trees(), passing.folder("courier"), stores.user())));
                        var to = passing.folder(SharedName.of(recording));
                        fetch(courier.orElseThrow(), remote, recording, to);
                        yield to;
                    }
                };
                var missing = RecordingFiles.shared(files, stores.blobs(), stores.trees())
                        .take(recording);
                got.add(new Got(entry.getKey(), true, missing));
            }
            answer(() -> got.stream().flatMap(each -> lines(each).stream()).toList(), "recordings", got, this::json);
            return got.stream().allMatch(each -> each.problems().isEmpty()) ? ExitCode.DONE : ExitCode.MISMATCH;
        }
    }

    private static boolean isHere(OpenProject project, Stores stores, Recording recording) {
        return new RecordingFiles(project.root(), stores.blobs(), stores.trees())
                .take(recording)
                .isEmpty();
    }

    /// A remote that does not have it leaves the folder empty; then everything is missing.
    private void fetch(Courier courier, SharePlace.Remote remote, Recording recording, Path to) {
        if (courier.list(remote.address()).containsKey(SharedName.of(recording))) {
            courier.fetch(remote.address(), SharedName.of(recording), to, large ? LARGEST : LargePieces.LARGE);
        }
    }

    private static List<String> lines(Got got) {
        var lines = new ArrayList<String>();
        lines.add(got.recording()
                + (got.problems().isEmpty() ? got.isNew() ? "  is here now" : "  is here already" : "  cannot be had"));
        got.problems()
                .forEach(what ->
                        lines.add("  " + Printable.line(what + " is not there").text()));
        return lines;
    }

    private Value json(Got got) {
        return new ObjectWriter()
                .text("recording", got.recording())
                .truth("here", got.problems().isEmpty())
                .truth("new", got.isNew() && got.problems().isEmpty())
                .texts("problems", got.problems())
                .done();
    }
}
