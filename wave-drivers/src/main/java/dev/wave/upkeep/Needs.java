package dev.wave.upkeep;

import dev.wave.journal.Journals;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.TreeId;
import dev.wave.run.Content;
import dev.wave.run.RunEvent;
import dev.wave.store.FileBlobs;
import dev.wave.store.SqliteResults;
import dev.wave.store.StoreException;
import dev.wave.store.StoredResults;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// What has to be in a store for its runs to be shown, resumed and reused: every blob and tree, with what it is.
final class Needs {
    private final SequencedMap<Digest, String> blobs = new LinkedHashMap<>();
    private final SequencedMap<Digest, String> transcripts = new LinkedHashMap<>();
    private final SequencedMap<TreeId, String> trees = new LinkedHashMap<>();
    private final FileBlobs stored;

    private Needs(FileBlobs stored) {
        this.stored = stored;
    }

    static Needs of(Journals journals, SqliteResults results, FileBlobs stored) {
        var needs = new Needs(stored);
        journals.everywhere().forEach(run -> needs.add(journals, run));
        for (var kept : results.all()) {
            var whose = kept.step() + " of run " + kept.run();
            needs.blobs.putIfAbsent(kept.key().digest(), "what the key was made of, of " + whose);
            if (needs.blobs.putIfAbsent(kept.result(), "the result of " + whose) == null) {
                needs.add(kept.result(), whose);
            }
        }
        return needs;
    }

    SequencedMap<Digest, String> blobs() {
        return blobs;
    }

    /// What a blob is, if it is known; also of those nothing depends on.
    String name(Digest digest) {
        return Optional.ofNullable(blobs.get(digest))
                .or(() -> Optional.ofNullable(transcripts.get(digest)))
                .orElse("nothing depends on it");
    }

    /// The results that cannot be used, because something of them is not there.
    List<Digest> broken(SqliteResults results, Predicate<TreeId> isThere) {
        var broken = new ArrayList<Digest>();
        for (var kept : results.all()) {
            var needs = new Needs(stored);
            needs.blobs.put(kept.result(), "");
            needs.blobs.put(kept.key().digest(), "");
            needs.add(kept.result(), "");
            if (!needs.blobs.keySet().stream().allMatch(this::isWhole)
                    || !needs.trees.keySet().stream().allMatch(isThere)) {
                broken.add(kept.result());
            }
        }
        return broken;
    }

    SequencedMap<TreeId, String> trees() {
        return trees;
    }

    private void add(Journals journals, RunId run) {
        try {
            for (var recorded : journals.read(run)) {
                if (recorded.event() instanceof RunEvent.RunStarted started) {
                    blobs.putIfAbsent(started.frozen(), "what run " + run + " was planned from");
                    trees.putIfAbsent(started.base(), "the base of run " + run);
                }
            }
        } catch (StoreException _) {
            // a journal that cannot be read is a flaw of its own
        }
    }

    /// Only reads a manifest that is whole: reading another one would set it aside.
    private void add(Digest manifest, String whose) {
        if (!isWhole(manifest)) {
            return;
        }
        new StoredResults(stored).of(manifest).ifPresent(result -> {
            trees.putIfAbsent(result.start(), "the files that were given to " + whose);
            trees.putIfAbsent(result.tree(), "the files of " + whose);
            result.transcript().ifPresent(digest -> transcripts.putIfAbsent(digest, "the transcript of " + whose));
            for (var artifact : result.artifacts()) {
                var what = "the artifact " + artifact.name() + " of " + whose;
                switch (artifact.content()) {
                    case Content.Blob(var digest, var _) -> blobs.putIfAbsent(digest, what);
                    case Content.Folder(var tree, var _, var _) -> trees.putIfAbsent(tree, what);
                }
            }
        });
    }

    private boolean isWhole(Digest digest) {
        try {
            return Files.isRegularFile(stored.file(digest)) && FileBlobs.isIntact(stored.file(digest), digest);
        } catch (IOException _) {
            return false;
        }
    }
}
