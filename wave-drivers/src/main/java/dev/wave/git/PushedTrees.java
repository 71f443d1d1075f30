package dev.wave.git;

import dev.wave.model.TreeId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/// The project's files as they are in commits that were pushed: what may be supposed to be known wherever the
/// repository is. Where there is no remote, every committed state counts.
public final class PushedTrees {
    private final GitStore store;
    private final UserRepository user;

    public PushedTrees(GitStore store, UserRepository user) {
        this.store = store;
        this.user = user;
    }

    /// The project's folder in a pushed commit from which a run would start with this base; empty if the base holds
    /// anything that was never pushed.
    public Optional<TreeId> with(TreeId base) {
        new StoreAdoption(store.gitDir()).adopt(user);
        var objects = store.objects();
        var wanted = objects.format().objectId(base);
        for (var root : roots()) {
            var folder = folder(root);
            if (folder.isPresent()
                    && filter(folder.get()).without(objects, folder.get()).equals(wanted)) {
                return folder.map(objects.format()::treeId);
            }
        }
        return Optional.empty();
    }

    /// The trees of the commits, the newest first, each once.
    private SequencedSet<ObjectId> roots() {
        var hasRemote = !Courier.remotes(store.git(), user).isEmpty();
        var roots = new LinkedHashSet<ObjectId>();
        user.command(store.git(), "log", "--format=%T", hasRemote ? "--remotes" : "--branches", "--")
                .text()
                .lines()
                .map(ObjectId::new)
                .forEach(roots::add);
        return roots;
    }

    private Optional<ObjectId> folder(ObjectId root) {
        if (user.prefix().isEmpty()) {
            return Optional.of(root);
        }
        return store.objects()
                .find(root, user.prefix().substring(0, user.prefix().length() - 1))
                .filter(TreeEntry::isFolder)
                .map(TreeEntry::id);
    }

    private BaseFilter filter(ObjectId folder) {
        var objects = store.objects();
        return BaseFilter.of(objects.find(folder, BaseFilter.FILE)
                .filter(TreeEntry::isFile)
                .map(file -> new String(objects.blob(file.id()), StandardCharsets.UTF_8))
                .orElse(""));
    }
}
