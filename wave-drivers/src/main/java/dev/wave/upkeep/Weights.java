package dev.wave.upkeep;

import dev.wave.git.GitFailed;
import dev.wave.git.GitStore;
import dev.wave.git.ObjectId;
import dev.wave.git.ObjectSizes;
import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.store.FileBlobs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What blobs and trees weigh: the room they take of the disk, and what they are made of. Things are named in words,
/// since the parts of trees are neither blobs of the store nor trees that anybody names.
final class Weights {
    private static final String BLOB = "blob ";
    private static final String TREE = "tree ";
    private static final String FILE = "file ";

    private final FileBlobs blobs;
    private final GitStore trees;

    Weights(FileBlobs blobs, GitStore trees) {
        this.blobs = blobs;
        this.trees = trees;
    }

    /// The names of everything in use by somebody.
    Set<String> things(Inventory inventory) {
        var things = new LinkedHashSet<String>();
        inventory.digests().forEach(digest -> things.add(BLOB + digest));
        inventory.trees().keySet().forEach(tree -> things.add(TREE + id(tree)));
        return things;
    }

    private String id(TreeId tree) {
        return trees.objects().format().objectId(tree).hex();
    }

    /// Counts what somebody holds, with the sizes of now.
    Holders holders() {
        var objects = ObjectSizes.of(trees);
        return new Holders(thing -> size(objects, thing), this::parts);
    }

    private long size(ObjectSizes objects, String thing) {
        return thing.startsWith(BLOB)
                ? blobs.size(new Digest(named(thing))).orElse(0L)
                : objects.size(new ObjectId(named(thing)));
    }

    private List<String> parts(String thing) {
        if (!thing.startsWith(TREE)) {
            return List.of();
        }
        try {
            return trees.objects().tree(new ObjectId(named(thing))).values().stream()
                    .map(entry -> (entry.isFolder() ? TREE : FILE) + entry.id().hex())
                    .toList();
        } catch (GitFailed _) {
            return List.of(); // it is damaged or not there: nothing is kept for it
        }
    }

    private static String named(String thing) {
        return thing.substring(BLOB.length());
    }
}
