package dev.wave.git;

import java.util.concurrent.atomic.AtomicReference;

/// Answers whether all of a tree is there. The first one is walked by git; each next one only where it
/// differs from the last one that was complete, which makes the many trees of one run cheap.
final class TreeCheck {
    private final GitStore store;
    private final AtomicReference<ObjectId> complete = new AtomicReference<>();

    TreeCheck(GitStore store) {
        this.store = store;
        complete.set(store.objects().emptyTree());
    }

    boolean isComplete(ObjectId tree) {
        var reference = complete.get();
        if (reference.equals(tree)) {
            return true;
        }
        var is = reference.equals(store.objects().emptyTree()) ? walk(tree) : differsReadably(reference, tree);
        if (is) {
            complete.set(tree);
        }
        return is;
    }

    private boolean walk(ObjectId tree) {
        return store.git()
                        .neutral(store.gitDir(), "rev-list", "--objects", "--quiet", tree.hex())
                        .run()
                        .exit()
                == 0;
    }

    private boolean differsReadably(ObjectId reference, ObjectId tree) {
        try {
            return TreeDiff.between(store.objects(), reference, tree).stream()
                    .flatMap(change -> change.to().stream())
                    .allMatch(entry -> entry.mode() == TreeEntry.Mode.SUBMODULE
                            || store.objects().has(entry.id()));
        } catch (GitFailed e) {
            return walk(tree); // the reference may be what is gone
        }
    }
}
