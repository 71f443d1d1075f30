package dev.wave.command;

import dev.wave.git.WorkTrees;
import dev.wave.lock.LockText;
import dev.wave.recording.RecordingFiles;
import dev.wave.store.Lease;
import dev.wave.upkeep.Cleaning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What commands need that look after a project's store and its recordings' files.
final class Upkeep {
    private final Tools tools;
    private final OpenProject project;
    private final Stores stores;

    Upkeep(Tools tools, OpenProject project, Stores stores) {
        this.tools = tools;
        this.project = project;
        this.stores = stores;
    }

    Cleaning cleaning() {
        return new Cleaning(
                stores.journals(),
                stores.results(),
                stores.blobs(),
                stores.trees(),
                tools.activities(stores),
                stores.leases(),
                locks());
    }

    /// The right to write recordings' files and the lock: two processes would each keep the lock without the other's
    /// recording, or remove the other's files.
    static Optional<Lease> recordings(Stores stores) throws InterruptedException {
        return stores.leases().await("recordings/" + stores.project(), Duration.ofMinutes(1));
    }

    /// The texts of all locks whose recordings the store may have to keep: of every project in every work tree.
    private SequencedMap<String, String> locks() {
        var locks = new LinkedHashMap<String, String>();
        var own = project.root().resolve(LockText.FILE);
        if (Files.exists(own)) {
            locks.put(LockText.FILE, text(own));
        }
        stores.user()
                .map(user -> new WorkTrees(stores.trees().git(), user).files(LockText.FILE))
                .orElse(List.of())
                .forEach(file -> locks.putIfAbsent(file.equals(own) ? LockText.FILE : file.toString(), text(file)));
        return locks;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandProblem.failed(
                    "what " + file + " needs cannot be told: it cannot be read\nnothing was removed");
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file + ": " + e.getMessage(), e);
        }
    }

    /// The files of recordings that are no more.
    List<Path> unusedFiles() {
        var lock = new LockFile(tools, project).read();
        return lock.map(named -> new RecordingFiles(project.root(), stores.blobs(), stores.trees())
                        .unused(named.recordings().values()))
                .orElse(List.of());
    }
}
