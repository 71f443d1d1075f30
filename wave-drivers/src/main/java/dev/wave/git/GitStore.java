package dev.wave.git;

import dev.wave.model.Glob;
import dev.wave.model.History;
import dev.wave.model.TreeId;
import dev.wave.spi.Trees;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Wave's own bare repository: the trees of bases, steps and results. It has its own configuration, no refs,
/// no hooks, and attributes that say that bytes are bytes; it never collects garbage by itself. The user's
/// objects are in it as hard links, so that no clean-up of the user's can take a base away.
///
/// Safe for many threads and processes. Names of trees carry their algorithm.
public final class GitStore implements Trees, AutoCloseable {
    private final GitProgram git;
    private final Path gitDir;
    private final GitObjects objects;
    private final TreeCheck check;
    private final Ancestry ancestry;

    private GitStore(GitProgram git, Path gitDir, ObjectFormat format, Optional<UserRepository> user) {
        this.git = git;
        this.gitDir = gitDir;
        this.objects = new GitObjects(git, gitDir, format);
        this.check = new TreeCheck(this);
        this.ancestry = new Ancestry(this, user);
    }

    /// Opens the repository `git` in the state folder, made if it is not there.
    ///
    /// @param user the repository the project lies in, whose object format the store must have
    public static GitStore open(GitProgram git, Path state, Optional<UserRepository> user) {
        var format = user.map(UserRepository::format).orElse(ObjectFormat.SHA1);
        var gitDir = state.resolve("git").toAbsolutePath().normalize();
        new StoreSetup(git, gitDir).make(format);
        return new GitStore(git, gitDir, format, user);
    }

    public GitProgram git() {
        return git;
    }

    /// For calls of git on the store: `git().neutral(gitDir(), …)`.
    public Path gitDir() {
        return gitDir;
    }

    public GitObjects objects() {
        return objects;
    }

    /// Makes everything written so far durable: to be called before a tree is named in a journal.
    public void sync() {
        objects.sync();
    }

    @Override
    public TreeId empty() {
        return objects.format().treeId(objects.emptyTree());
    }

    @Override
    public Merged merge(TreeId base, TreeId ours, TreeId theirs) {
        var merged = new TreeMerge(this).merge(id(base), id(ours), id(theirs));
        sync();
        return merged;
    }

    /// No globs: the whole tree.
    @Override
    public TreeId narrow(TreeId tree, List<String> globs) {
        if (globs.isEmpty()) {
            return tree;
        }
        var narrowed = new TreeNarrow(objects, globs.stream().map(Glob::of).toList()).narrow(id(tree));
        sync();
        return objects.format().treeId(narrowed);
    }

    /// The tree with these entries at their paths; everything else is as it was.
    public TreeId with(TreeId tree, SortedMap<String, TreeEntry> entries) {
        var edit = new TreeEdit();
        entries.forEach((path, entry) -> edit.put(path, Optional.of(entry)));
        var edited = edit.apply(objects, id(tree));
        sync();
        return objects.format().treeId(edited);
    }

    @Override
    public List<Change> changes(TreeId from, TreeId to) {
        return files(from, to).stream()
                .map(change -> new Change(change.kind(), change.shown()))
                .toList();
    }

    /// The files that differ, with their bytes' names, sorted by path.
    public List<FileChange> files(TreeId from, TreeId to) {
        return TreeDiff.between(objects, id(from), id(to));
    }

    @Override
    public boolean has(TreeId tree) {
        return check.isComplete(id(tree));
    }

    @Override
    public boolean has(History history) {
        try {
            return lineage(history).tip().isPresent();
        } catch (GitFailed e) {
            return false;
        }
    }

    /// What a repository needs that shows the commits.
    ///
    /// @throws GitFailed if they are not here, or not as far back as they were
    public Lineage lineage(History history) {
        return ancestry.of(history);
    }

    @Override
    public boolean isIntact(TreeId from, TreeId tree) {
        if (!has(tree)) {
            return false;
        }
        try {
            return files(from, tree).stream()
                    .flatMap(change -> change.to().stream())
                    .allMatch(entry -> entry.mode() == TreeEntry.Mode.SUBMODULE || objects.isSound(entry.id()));
        } catch (GitFailed e) { // one of the trees
            return false;
        }
    }

    private ObjectId id(TreeId tree) {
        return objects.format().objectId(tree);
    }

    @Override
    public void close() {
        objects.close();
    }
}
