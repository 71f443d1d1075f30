package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.Courier;
import dev.wave.git.ObjectId;
import dev.wave.git.PushedTrees;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Project;
import dev.wave.model.SecretSource;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import dev.wave.recording.LeakCheck;
import dev.wave.recording.Piece;
import dev.wave.recording.Pieces;
import dev.wave.recording.RecordingFiles;
import dev.wave.recording.SharedName;
import dev.wave.redaction.Redaction;
import dev.wave.store.DurableFiles;
import dev.wave.store.TemporaryFolder;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `wave push`: gives the bytes of recordings to others. Only what the lock names, only of files that were
/// pushed, and nothing in which a secret is seen.
final class PushCommand extends WaveCommand {
    final List<String> names = new ArrayList<>();

    @Nullable
    String to;

    boolean transcripts;
    boolean large;
    boolean allowKeys;

    PushCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Share what recordings of wave.lock are made of, by the git remote or a folder.");
        syntax.argument(Times.ANY, "RECORDING", "PIPELINE or PIPELINE/CASE; else all shared ones.", names::add);
        syntax.option("--to WHERE", "A remote, an address, or a folder; else the remote.", word -> to = word);
        syntax.flag("--transcripts", "Also what agents and commands printed.", () -> transcripts = true);
        syntax.flag("--large", "Also files larger than 100 MB.", () -> large = true);
        syntax.flag(
                "--allow-keys",
                "Also what has the form of a key; never the value of a known secret.",
                () -> allowKeys = true);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    /// What goes under one reference.
    private record Parcel(RecordingName recording, String reference, Path folder, List<Piece> pieces) {}

    /// What was done with a recording.
    private record Sent(RecordingName recording, long bytes, boolean isNew) {}

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        var chosen = SharedRecordings.of(new LockFile(tools(), project), names);
        if (chosen.isEmpty()) {
            console().note("wave.lock names no shared recording; `wave record --shared` makes one");
        }
        try (var stores = tools().stores(project);
                var _ = stores.use();
                var passing = TemporaryFolder.in(stores.state())) {
            var place = SharePlace.of(tools(), stores, Optional.ofNullable(to), true);
            var leaks = new LeakCheck(vault(project));
            var parcels = new ArrayList<Parcel>();
            for (var entry : chosen.entrySet()) {
                parcels.addAll(parcels(project, stores, passing, entry.getKey(), entry.getValue()));
            }
            parcels.forEach(parcel -> write(new Pieces(stores.blobs(), stores.trees()), parcel, leaks));
            refuseLeaks(leaks);
            var sent = parcels.isEmpty() ? List.<Sent>of() : send(stores, passing, place, parcels);
            answer(() -> sent.stream().map(each -> line(each, place)).toList(), "recordings", sent, PushCommand::json);
            return ExitCode.DONE;
        }
    }

    private List<Parcel> parcels(
            OpenProject project, Stores stores, TemporaryFolder passing, RecordingName name, Recording recording) {
        var missing = new RecordingFiles(project.root(), stores.blobs(), stores.trees()).take(recording);
        if (!missing.isEmpty() && names.isEmpty()) {
            console().note(name + " is not whole here; whoever recorded it can push it");
            return List.of();
        }
        if (!missing.isEmpty()) {
            throw CommandProblem.failed(name + " is not whole here: " + missing.getFirst() + " is not at hand\n"
                    + SharedRecordings.remedy(recording).collect(Collectors.joining("\n")));
        }
        var user = stores.user()
                .orElseThrow(() -> CommandProblem.failed("this project is in no git repository"
                        + "\nothers could not have the files that a recording began with"));
        var known = new PushedTrees(stores.trees(), user)
                .with(recording.base())
                .orElseThrow(() -> CommandProblem.failed(name + " began with files that were never pushed"
                        + "\ncommit and push them, then record again"));
        var all = new Pieces(stores.blobs(), stores.trees());
        var reference = SharedName.of(recording);
        var parcels = new ArrayList<Parcel>();
        parcels.add(new Parcel(name, reference, passing.folder(reference), all.of(recording, known)));
        var printed = all.transcripts(recording);
        if (transcripts && !printed.isEmpty()) {
            var other = SharedName.ofTranscripts(recording);
            parcels.add(new Parcel(name, other, passing.folder(other), printed));
        }
        parcels.forEach(parcel -> LargePieces.pass(parcel.pieces(), large, console()));
        return parcels;
    }

    private static void write(Pieces pieces, Parcel parcel, LeakCheck leaks) {
        try {
            for (var piece : parcel.pieces()) {
                var file = parcel.folder().resolve(piece.path());
                Files.createDirectories(file.getParent());
                try (var out = Files.newOutputStream(file)) {
                    pieces.copy(piece, out);
                }
                leaks.look(piece, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + parcel.folder() + ": " + e.getMessage(), e);
        }
    }

    /// What is declared as a secret, and whatever else is called one here. Commands that print secrets are run
    /// only if the project is trusted.
    private Redaction vault(OpenProject project) throws InterruptedException {
        Project model = project.orStop(project.read(), console());
        if (model.secrets().values().stream().anyMatch(secret -> secret.source() instanceof SecretSource.Command)) {
            new TrustGate(tools(), project).pass(model, Optional.empty(), false);
        }
        return tools().secrets(
                        project,
                        model.secrets().values(),
                        unknown -> console().note(unknown + "; what is sent could not be searched for it"))
                .redaction();
    }

    private void refuseLeaks(LeakCheck leaks) {
        var found = new ArrayList<>(leaks.secrets());
        if (!allowKeys) {
            found.addAll(leaks.keys());
        }
        if (!found.isEmpty()) {
            throw CommandProblem.failed("nothing was sent:\n"
                    + String.join(
                            "\n",
                            found.stream()
                                    .map(line -> Printable.line(line).text())
                                    .toList())
                    + (leaks.secrets().isEmpty()
                            ? "\nif these are no keys, --allow-keys sends them"
                            : "\ntake the secret out of what the step makes, and record again"));
        }
        leaks.keys().forEach(console()::note);
    }

    private List<Sent> send(Stores stores, TemporaryFolder passing, SharePlace place, List<Parcel> parcels) {
        return switch (place) {
            case SharePlace.Remote remote -> {
                var courier = new Courier(stores.trees(), passing.folder("courier"), stores.user());
                var commits = new LinkedHashMap<String, ObjectId>();
                parcels.forEach(parcel -> commits.put(parcel.reference(), courier.commit(parcel.folder())));
                var moved = courier.push(remote.address(), commits);
                yield parcels.stream()
                        .map(parcel -> new Sent(parcel.recording(), bytes(parcel), moved.contains(parcel.reference())))
                        .toList();
            }
            case SharePlace.Folder folder ->
                parcels.stream()
                        .map(parcel -> new Sent(parcel.recording(), bytes(parcel), copy(stores, parcel, folder.path())))
                        .toList();
        };
    }

    private static long bytes(Parcel parcel) {
        return parcel.pieces().stream().mapToLong(Piece::size).sum();
    }

    /// Files that are there already are what they should be, or are replaced.
    private static boolean copy(Stores stores, Parcel parcel, Path to) {
        var pieces = new Pieces(stores.blobs(), stores.trees());
        var isNew = false;
        try {
            for (var piece : parcel.pieces()) {
                var file = to.resolve(piece.path());
                if (!pieces.isIn(file, piece)) {
                    Files.createDirectories(file.getParent());
                    DurableFiles.replace(file, DurableFiles.SHARED, out -> pieces.copy(piece, out));
                    isNew = true;
                }
            }
            return isNew;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + to + ": " + e.getMessage(), e);
        }
    }

    private static String line(Sent sent, SharePlace place) {
        return sent.recording() + (sent.isNew() ? "  sent to " : "  is there already: ") + place + "  "
                + Shown.bytes(sent.bytes());
    }

    private static Value json(Sent sent) {
        return new ObjectWriter()
                .text("recording", sent.recording())
                .number("bytes", sent.bytes())
                .truth("sent", sent.isNew())
                .done();
    }
}
