package dev.wave.upkeep;

import dev.wave.git.GitStore;
import dev.wave.git.ObjectCheck;
import dev.wave.journal.Journals;
import dev.wave.model.RunId;
import dev.wave.store.FileBlobs;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.SqliteResults;
import dev.wave.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads everything that a store holds and says what is not as it was written.
public record Inspection(
        SqliteDatabase database, Journals journals, SqliteResults results, FileBlobs blobs, GitStore trees) {
    private static final String AGAIN = "its step runs again";

    /// Every flaw; nothing is changed.
    public List<Flaw> flaws() {
        var flaws = new ArrayList<Flaw>();
        for (var complaint : database.check()) {
            flaws.add(damaged(database.file(), "the database: " + complaint, "take it back from a copy"));
        }
        journals.everywhere().forEach(run -> journal(run).ifPresent(flaws::add));
        var needs = needs();
        flaws.addAll(bytes().flaws(needs::name));
        needs.blobs().forEach((digest, what) -> {
            if (!Files.exists(blobs.file(digest), LinkOption.NOFOLLOW_LINKS)) {
                flaws.add(new Flaw(Flaw.Kind.MISSING, blobs.file(digest), what, AGAIN));
            }
        });
        needs.trees().forEach((tree, what) -> {
            if (!trees.has(tree)) {
                flaws.add(new Flaw(Flaw.Kind.MISSING, trees.gitDir(), tree + ", " + what + ", is not whole", AGAIN));
            }
        });
        return flaws;
    }

    /// Sets aside what is damaged or cannot be read, so that nobody takes it for what it was, and forgets the
    /// results that are not whole. The caller has the store alone.
    public void repair() {
        try {
            var check = new ObjectCheck(trees);
            for (var damaged : check.damaged()) {
                check.setAside(damaged);
            }
            for (var digest : blobs.list()) {
                if (bytes().flaw(digest, "").isPresent()) {
                    blobs.quarantine(digest);
                }
            }
            results.forget(needs().broken(results, trees::has));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set damaged files aside: " + e.getMessage(), e);
        }
    }

    private StoredBytes bytes() {
        return new StoredBytes(blobs, trees);
    }

    private Needs needs() {
        return Needs.of(journals, results, blobs);
    }

    private Optional<Flaw> journal(RunId run) {
        try {
            var intact = journals.read(run).size();
            return intact == journals.texts(run).size()
                    ? Optional.empty()
                    : Optional.of(damaged(
                            database.file(),
                            "the journal of run " + run + " is torn after record " + intact,
                            "`wave resume " + run + "` cuts off what is torn"));
        } catch (StoreException e) {
            return Optional.of(damaged(
                    database.file(),
                    String.valueOf(e.getMessage()),
                    "the run cannot be shown or resumed; its results are reused all the same"));
        }
    }

    private static Flaw damaged(Path file, String what, String remedy) {
        return new Flaw(Flaw.Kind.DAMAGED, file, what, remedy);
    }
}
