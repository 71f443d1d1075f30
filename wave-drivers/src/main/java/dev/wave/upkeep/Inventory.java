package dev.wave.upkeep;

import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.run.ResultJson;
import dev.wave.store.FileBlobs;
import dev.wave.store.StoredResults;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/// What of a store is in use, and by whom: what is named by the records of runs, by recordings, and by the results
/// that those name.
///
/// Texts are searched for everything that has the form of a name, whatever field it stands in: an event of a later
/// version that names a blob keeps it, too.
public final class Inventory {
    private static final Pattern BLOB = Pattern.compile("\\bsha256:[0-9a-f]{64}\\b");
    private static final Pattern TREE = Pattern.compile("\\bgit-sha(?:1:[0-9a-f]{40}|256:[0-9a-f]{64})\\b");

    /// No manifest is larger, in bytes.
    private static final long LARGEST_MANIFEST = 4L << 20;

    private final FileBlobs blobs;
    private final StoredResults results;
    private final SequencedMap<Digest, String> usedBlobs = new LinkedHashMap<>();
    private final SequencedMap<TreeId, String> usedTrees = new LinkedHashMap<>();

    public Inventory(FileBlobs blobs) {
        this.blobs = blobs;
        this.results = new StoredResults(blobs);
    }

    /// Adds everything that the texts name.
    ///
    /// @param user who needs it, for people
    public Inventory add(String user, Collection<String> texts) {
        for (var text : texts) {
            var trees = TREE.matcher(text);
            while (trees.find()) {
                usedTrees.putIfAbsent(new TreeId(trees.group()), user);
            }
            var names = BLOB.matcher(text);
            while (names.find()) {
                add(user, new Digest(names.group()));
            }
        }
        return this;
    }

    /// Adds a blob, and all it names if it is the manifest of a result.
    public Inventory add(String user, Digest digest) {
        if (usedBlobs.putIfAbsent(digest, user) == null
                && blobs.size(digest).filter(size -> size <= LARGEST_MANIFEST).isPresent()) {
            results.of(digest).ifPresent(result -> add(user, List.of(ResultJson.write(result))));
        }
        return this;
    }

    public boolean uses(Digest digest) {
        return usedBlobs.containsKey(digest);
    }

    /// Who needs the blob.
    public Optional<String> user(Digest digest) {
        return Optional.ofNullable(usedBlobs.get(digest));
    }

    /// All blobs in use, each with one of its users; those of one user together.
    public SequencedMap<Digest, String> blobs() {
        return Collections.unmodifiableSequencedMap(usedBlobs);
    }

    /// All trees in use, each with one of its users.
    public SequencedMap<TreeId, String> trees() {
        return Collections.unmodifiableSequencedMap(usedTrees);
    }

    /// The names of all blobs in use.
    public SequencedSet<Digest> digests() {
        return blobs().sequencedKeySet();
    }
}
