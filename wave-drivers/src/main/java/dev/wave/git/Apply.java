package dev.wave.git;

import dev.wave.git.ApplyPlan.Conflict;
import dev.wave.model.TreeId;
import dev.wave.spi.Trees.Merged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Brings a run's result into the user's working tree: the one place where Wave changes the user's files.
/// Index, refs and configuration stay as they are; the person sees ordinary unstaged changes.
///
/// What the person did since the run began is kept: changes are merged, and a conflict means that nothing is
/// written.
public final class Apply {
    private final GitStore store;
    private final WorkingTree tree;

    /// For one project.
    ///
    /// @param user the repository it lies in; empty for a plain folder
    public Apply(GitStore store, Path project, Optional<UserRepository> user) {
        this.store = store;
        this.tree = WorkingTree.of(store, project, user);
    }

    /// What would happen. Writes nothing of the user's.
    ///
    /// @param base what the run started from
    /// @param result what it made of it
    public ApplyPlan plan(TreeId base, TreeId result) {
        var wanted = store.files(base, result);
        var conflicts = new ArrayList<>(objections(wanted));
        var free = wanted.stream()
                .filter(change -> conflicts.stream().noneMatch(c -> c.path().equals(change.shown())))
                .toList();

        var now = current(free);
        var before = new TreeEdit();
        var mine = new TreeEdit();
        var theirs = new TreeEdit();
        for (var change : free) {
            change.from().ifPresent(entry -> before.put(change.path(), change.from()));
            now.getOrDefault(change.path(), Optional.empty())
                    .ifPresent(entry -> mine.put(change.path(), Optional.of(entry)));
            change.to().ifPresent(entry -> theirs.put(change.path(), change.to()));
        }
        var from = tree(mine);
        return switch (store.merge(tree(before), from, tree(theirs))) {
            case Merged.Conflict(var files) -> {
                files.forEach(file -> conflicts.add(new Conflict(file, "was changed both by the run and since")));
                yield ApplyPlan.of(from, from, wanted, conflicts);
            }
            case Merged.Clean(var to) -> {
                var changes = store.files(from, to);
                conflicts.addAll(obstacles(changes));
                yield ApplyPlan.of(from, to, conflicts.isEmpty() ? changes : wanted, conflicts);
            }
        };
    }

    /// Does what the plan says, if the files still are as it found them. All or nothing but for a crash, and
    /// a crash is mended by the next call: see [#finishInterrupted].
    public void apply(ApplyPlan plan) {
        plan.mustBeFree();
        try (var journal = ApplyJournal.open(store, tree.project())) {
            finish(journal);
            var now = current(plan.changes());
            var moved = plan.changes().stream()
                    .filter(change ->
                            !now.getOrDefault(change.path(), Optional.empty()).equals(change.from()))
                    .map(FileChange::shown)
                    .toList();
            if (!moved.isEmpty()) {
                throw new GitFailed("nothing was applied; these files changed meanwhile: " + String.join(", ", moved));
            }
            var obstacles = obstacles(plan.changes());
            if (!obstacles.isEmpty()) {
                throw new GitFailed("nothing was applied; this changed meanwhile: " + obstacles.getFirst());
            }
            write(journal, plan.from(), plan.to(), plan.changes());
        }
    }

    /// Finishes what a killed [#apply] left undone; files that were changed since stay as they are. Returns
    /// what it did, for people; nothing if there was nothing to do.
    public List<String> finishInterrupted() {
        try (var journal = ApplyJournal.open(store, tree.project())) {
            return finish(journal);
        }
    }

    private List<String> finish(ApplyJournal journal) {
        var begun = journal.begun();
        if (begun.isEmpty()) {
            return List.of();
        }
        var all = store.files(begun.get().from(), begun.get().to());
        var writer = new ApplyWriter(tree, journal.staging());
        writer.removeLeftovers(all);
        var now = current(all);
        var left = all.stream()
                .filter(change ->
                        now.getOrDefault(change.path(), Optional.empty()).equals(change.from()))
                .toList();
        write(journal, begun.get().from(), begun.get().to(), left);
        return left.stream()
                .map(change -> "finished applying " + change.shown())
                .toList();
    }

    private void write(ApplyJournal journal, TreeId from, TreeId to, List<FileChange> changes) {
        var writer = new ApplyWriter(tree, journal.staging());
        writer.stage(changes);
        store.sync();
        journal.begin(from, to);
        writer.write(changes);
        journal.end();
    }

    private TreeId tree(TreeEdit edit) {
        var objects = store.objects();
        return objects.format().treeId(edit.apply(objects, objects.emptyTree()));
    }

    /// What the working tree has at these paths, as trees have it.
    private Map<String, Optional<TreeEntry>> current(List<FileChange> changes) {
        var readable = new ArrayList<String>();
        var known = new LinkedHashMap<String, TreeEntry>();
        for (var change : changes) {
            var file = tree.file(change.path());
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file)) {
                if (linkAbove(change.path()).isEmpty()) {
                    readable.add(change.path());
                    change.from().filter(TreeEntry::isFile).ifPresent(entry -> known.put(change.path(), entry));
                }
            }
        }
        return new WorkingFiles(tree).read(readable, known);
    }

    /// What speaks against a change whatever the files hold.
    private List<Conflict> objections(List<FileChange> changes) {
        var objections = new ArrayList<Conflict>();
        var deleted = deleted(changes);
        for (var change : changes) {
            var objection = SafePath.objection(change.path());
            if (objection.isEmpty() && isSubmodule(change)) {
                objection = Optional.of("is a submodule, which steps may not change");
            }
            if (objection.isEmpty()) {
                objection = linkAbove(change.path())
                        .filter(link -> !deleted.contains(link))
                        .map(link -> "lies behind the symbolic link " + FileName.shown(link));
            }
            objection.ifPresent(reason -> objections.add(new Conflict(change.shown(), reason)));
        }
        return objections;
    }

    private static boolean isSubmodule(FileChange change) {
        return change.from().filter(e -> e.mode() == TreeEntry.Mode.SUBMODULE).isPresent()
                || change.to().filter(e -> e.mode() == TreeEntry.Mode.SUBMODULE).isPresent();
    }

    /// A folder on the way that is a symbolic link.
    private Optional<String> linkAbove(String path) {
        for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (Files.isSymbolicLink(tree.file(path.substring(0, slash)))) {
                return Optional.of(path.substring(0, slash));
            }
        }
        return Optional.empty();
    }

    /// Things on the disk that the changes do not account for and that are where a file or folder has to be.
    private List<Conflict> obstacles(List<FileChange> changes) {
        var deleted = deleted(changes);
        var obstacles = new ArrayList<Conflict>();
        for (var change : changes) {
            if (change.to().isPresent()) {
                fileAbove(change.path(), deleted)
                        .or(() -> inFolder(change.path(), deleted))
                        .ifPresent(reason -> obstacles.add(new Conflict(change.shown(), reason)));
            }
        }
        return obstacles;
    }

    private static Set<String> deleted(List<FileChange> changes) {
        var deleted = new TreeSet<String>();
        changes.stream().filter(change -> change.to().isEmpty()).forEach(change -> deleted.add(change.path()));
        return deleted;
    }

    private Optional<String> fileAbove(String path, Set<String> deleted) {
        for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            var above = path.substring(0, slash);
            var file = tree.file(above);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                    && !deleted.contains(above)) {
                return Optional.of("needs a folder where the file " + FileName.shown(above) + " is");
            }
        }
        return Optional.empty();
    }

    private Optional<String> inFolder(String path, Set<String> deleted) {
        var file = tree.file(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.empty()
                    : Optional.of("is not a file");
        }
        try (var below = Files.walk(file)) {
            return below.filter(found -> !Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS))
                    .map(found -> path + "/" + relative(file, found))
                    .filter(found -> !deleted.contains(found))
                    .findFirst()
                    .map(found -> "is a folder that holds " + FileName.shown(found));
        } catch (IOException e) {
            throw GitFailed.at("looking into " + file, e);
        }
    }

    private static String relative(Path folder, Path file) {
        return FileName.ofAbsolute(file.toAbsolutePath())
                .substring(FileName.ofAbsolute(folder.toAbsolutePath()).length() + 1);
    }
}
