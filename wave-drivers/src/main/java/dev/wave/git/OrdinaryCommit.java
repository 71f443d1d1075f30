package dev.wave.git;

import dev.wave.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The last commit of a work tree that gave a base without anything unusual in it, so that a working tree at that
/// commit need not be looked through again. Forgetting is always safe, so nothing here fails.
final class OrdinaryCommit {
    private final GitStore store;
    private final UserRepository user;

    OrdinaryCommit(GitStore store, UserRepository user) {
        this.store = store;
        this.user = user;
    }

    /// The base's tree, if this is that commit and Wave's own objects are still there.
    ///
    /// @param ignored the text of the `.waveignore`
    Optional<ObjectId> tree(String commit, String ignored) {
        try {
            var lines = Files.readString(memory()).lines().toList();
            return lines.size() == 2 && lines.getFirst().equals(name(commit, ignored))
                    ? Optional.of(new ObjectId(lines.getLast())).filter(store.objects()::isLoose)
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// To be called once the tree is durable.
    void remember(String commit, String ignored, ObjectId tree) {
        try {
            var fresh = memory().resolveSibling("new-"
                    + Long.toHexString(ThreadLocalRandom.current().nextLong()));
            Files.writeString(fresh, name(commit, ignored) + "\n" + tree.hex() + "\n", StandardCharsets.UTF_8);
            Files.move(fresh, memory(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException _) {
            return; // then it is looked through again
        }
    }

    private Path memory() {
        var worktree = Digest.ofText(user.gitDir() + "\n" + user.prefix()).hex().substring(0, 16);
        return store.gitDir().resolveSibling("index").resolve("base-" + worktree);
    }

    private static String name(String commit, String ignored) {
        return commit + " " + Digest.ofText(ignored).hex();
    }
}
