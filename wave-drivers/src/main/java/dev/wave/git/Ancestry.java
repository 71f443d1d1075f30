package dev.wave.git;

import dev.wave.model.History;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Finds what shows the user's commits to a step. They are shown as they are where the project is the whole
/// repository; where it is a folder of one, narrowed to it.
///
/// Git is asked in Wave's repository, where nothing says how to fetch what is missing.
final class Ancestry {
    private final GitStore store;
    private final Optional<UserRepository> user;
    private final Map<History, Lineage> found = new ConcurrentHashMap<>();

    Ancestry(GitStore store, Optional<UserRepository> user) {
        this.store = store;
        this.user = user;
    }

    Lineage of(History history) {
        return found.computeIfAbsent(history, this::find);
    }

    private Lineage find(History history) {
        var repository = user.orElseThrow(() -> new GitFailed("the project is in no git repository any more"));
        var tip = new ObjectId(history.commit());
        if (!store.objects().has(tip)) {
            new StoreAdoption(store.gitDir()).adopt(repository);
        }
        if (!store.objects().has(tip)) {
            throw new GitFailed("the commit " + history.commit() + " is not in " + repository.commonDir());
        }
        if (!repository.history(history.commit()).equals(history)) {
            throw new GitFailed("the history of " + history.commit() + " goes back to other commits than it did");
        }
        return repository.prefix().isEmpty()
                ? new Lineage(
                        Optional.of(tip), date(tip), "", repository.shallow().orElse(""))
                : new FolderHistory(store, repository).of(tip, date(tip));
    }

    /// When the commit was made, in git's form.
    private String date(ObjectId commit) {
        var text = store.objects().commit(commit);
        var line = text.substring(text.indexOf("\ncommitter ") + 1)
                .lines()
                .findFirst()
                .orElseThrow();
        return "@" + line.substring(line.lastIndexOf('>') + 1).strip();
    }
}
