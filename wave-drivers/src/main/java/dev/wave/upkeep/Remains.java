package dev.wave.upkeep;

import dev.wave.git.GitStore;
import dev.wave.store.FileBlobs;
import dev.wave.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What of a store can be looked at though its database cannot be used.
///
/// @param database the file
public record Remains(Path database, FileBlobs blobs, GitStore trees) implements AutoCloseable {
    private static final String MOVE_AWAY =
            "take it back from a copy, or move it away with its -wal and -shm: then earlier runs are not known any more,"
                    + " and their steps run again";

    /// Every flaw that shows without knowing what runs need; the database's first. Nothing is changed.
    ///
    /// @param unusable why the database cannot be used
    public List<Flaw> flaws(StoreException unusable) {
        var flaws = new ArrayList<Flaw>();
        flaws.add(ofDatabase(unusable));
        flaws.addAll(new StoredBytes(blobs, trees).flaws(_ -> "what it is only the database knows"));
        return flaws;
    }

    private Flaw ofDatabase(StoreException unusable) {
        var what = String.valueOf(unusable.getMessage());
        if (Files.isDirectory(database)) {
            return new Flaw(
                    Flaw.Kind.UNREADABLE, database, "the database: a folder stands in its place", "move it away");
        }
        return unusable.kind() == StoreException.Kind.NO_ACCESS
                ? new Flaw(
                        Flaw.Kind.UNREADABLE,
                        database,
                        "the database: " + what,
                        "give it back to yourself: `ls -l` tells whose it is")
                : new Flaw(Flaw.Kind.DAMAGED, database, "the database: " + what, MOVE_AWAY);
    }

    @Override
    public void close() {
        trees.close();
    }
}
