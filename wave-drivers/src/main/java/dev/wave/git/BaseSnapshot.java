package dev.wave.git;

import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Takes the base of a run from the user's working tree: the commit's files, with what is changed and what is
/// untracked and not ignored, at and below the project's root.
///
/// The user's index, refs, configuration and files stay as they are: git looks through a copy of the index,
/// new objects go to Wave's store, hooks and file system monitors are off. This is the only place where git
/// runs under the user's configuration, so that line endings and large-file filters do what they do on `git
/// add`.
public final class BaseSnapshot {
    private final GitStore store;
    private final Path project;
    private final Optional<UserRepository> user;
    private final BaseLimits limits;

    /// A snapshot of one project.
    ///
    /// @param project its root
    /// @param user the repository the project lies in; empty for a plain folder
    public BaseSnapshot(GitStore store, Path project, Optional<UserRepository> user, BaseLimits limits) {
        this.store = store;
        this.project = project;
        this.user = user;
        this.limits = limits;
    }

    /// The files as they are now. Refused, with a list, if too much of them is uncommitted.
    public Base now() {
        return user.map(this::fromWorkingTree)
                .orElseGet(() -> new PlainFolder(store, project, limits).base(BaseFilter.of(ignoredFromFile())));
    }

    /// The files of the commit that is checked out, whatever the working tree holds.
    public Base committed() {
        var repository = user.orElseThrow(
                () -> new GitFailed("only a git repository has committed files; " + project + " is not in one"));
        var commit = head(repository).orElseThrow(() -> new GitFailed("there is no commit yet"));
        var branch =
                asUser(repository, "symbolic-ref", "--quiet", "--short", "HEAD").run();
        new StoreAdoption(store.gitDir()).adopt(repository);
        var root = projectTree(repository, Optional.of(commit));
        var filtered = BaseFilter.of(objects(), root).without(objects(), root);
        return base(
                filtered,
                shortened(commit) + ", committed files only",
                Optional.of(commit),
                Optional.of(FileName.shown(FileName.of(branch.bytes()).strip())).filter(name -> !name.isEmpty()),
                unusual(repository, filtered).warnings());
    }

    /// The project's folder in the commit that is checked out, nothing left out: what everybody has who has the
    /// commit. The empty tree without git, or before the first commit.
    public TreeId known() {
        return user.map(repository -> {
                    new StoreAdoption(store.gitDir()).adopt(repository);
                    return objects().format().treeId(projectTree(repository, head(repository)));
                })
                .orElseGet(store::empty);
    }

    private Optional<String> head(UserRepository repository) {
        var head = asUser(repository, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
                .run();
        return head.exit() == 0 ? Optional.of(FileName.of(head.bytes()).strip()) : Optional.empty();
    }

    private Base fromWorkingTree(UserRepository repository) {
        var status = new UserIndex(store, repository).status();
        new StoreAdoption(store.gitDir()).adopt(repository);
        var ignored = ignoredFromFile();
        var ordinary = new OrdinaryCommit(store, repository);
        if (status.isClean()) {
            var known = status.commit().flatMap(commit -> ordinary.tree(commit, ignored));
            if (known.isPresent()) {
                return base(
                        known.get(), description(status.commit(), 0, 0), status.commit(), branch(status), List.of());
            }
        }
        var filter = BaseFilter.of(ignored);
        var warnings = new ArrayList<String>();

        var tracked = status.tracked().stream()
                .filter(change -> !filter.excludes(inProject(repository, change.path())))
                .toList();
        var untracked = new ArrayList<String>();
        for (var path : status.untracked()) {
            if (path.endsWith("/")) {
                warnings.add(FileName.shown(inProject(repository, path))
                        + " is a git repository of its own, and no submodule: it is not in the base");
            } else if (!filter.excludes(inProject(repository, path))) {
                untracked.add(path);
            }
        }
        tracked.stream()
                .filter(WorkingTreeStatus.Tracked::conflict)
                .map(change -> FileName.shown(inProject(repository, change.path())))
                .forEach(path -> warnings.add(path + " has an unfinished merge: it is taken as it is in the folder"));

        var edit = new TreeEdit();
        var toRead = new ArrayList<String>();
        var known = new LinkedHashMap<String, TreeEntry>();
        for (var change : tracked) {
            var path = inProject(repository, change.path());
            switch (change.worktree()) {
                case 'D' -> edit.put(path, Optional.empty());
                case '.' -> edit.put(path, change.staged());
                default -> {
                    toRead.add(path);
                    change.staged().ifPresent(entry -> known.put(path, entry));
                }
            }
        }
        untracked.forEach(path -> toRead.add(inProject(repository, path)));
        checkSizes(toRead);
        new WorkingFiles(WorkingTree.of(store, project, user))
                .read(toRead, known)
                .forEach(edit::put);

        var head = projectTree(repository, status.commit());
        var root = edit.apply(objects(), filter.without(objects(), head));
        var unusual = unusual(repository, root);
        warnings.addAll(unusual.warnings());
        if (status.isClean() && unusual.isNothing()) {
            status.commit().ifPresent(commit -> ordinary.remember(commit, ignored, root));
        }
        var description = description(status.commit(), tracked.size(), untracked.size());
        return base(root, description, status.commit(), branch(status), warnings);
    }

    private Base base(
            ObjectId root,
            String description,
            Optional<String> commit,
            Optional<String> branch,
            List<String> warnings) {
        var history = user.flatMap(repository -> commit.map(repository::history));
        return new Base(objects().format().treeId(root), description, commit, history, branch, warnings);
    }

    /// What a person should know of a tree.
    ///
    /// @param submodules whether there are any: what is in them is nothing the tree could tell
    private record Unusual(List<String> warnings, boolean submodules) {
        boolean isNothing() {
            return warnings.isEmpty() && !submodules;
        }
    }

    /// Looks through all of a tree, which is complete and durable afterwards.
    private Unusual unusual(UserRepository repository, ObjectId root) {
        new PartialClone(store, repository).complete(root);
        var scan = TreeScan.of(store, root);
        var warnings = new ArrayList<>(new Submodules(store, project).adopt(scan.submodules()));
        warnings.addAll(scan.warnings(store));
        store.sync();
        return new Unusual(warnings, !scan.submodules().isEmpty());
    }

    private void checkSizes(List<String> paths) {
        var sizes = new LinkedHashMap<String, Long>();
        for (var path : paths) {
            var file = FileName.in(project, path);
            try {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    sizes.put(FileName.shown(path), Files.size(file));
                }
            } catch (IOException e) {
                throw GitFailed.at("looking at " + file, e);
            }
        }
        limits.check(sizes);
    }

    /// The commit's tree at the project's root.
    private ObjectId projectTree(UserRepository repository, Optional<String> commit) {
        if (commit.isEmpty()) {
            return objects().emptyTree();
        }
        var root = objects()
                .treeOfCommit(new ObjectId(commit.get()))
                .orElseThrow(() -> new GitFailed("the commit " + commit.get() + " is missing from "
                        + repository.commonDir() + "; `git fsck` says more"));
        return repository.projectTree(objects(), root);
    }

    /// The text of the `.waveignore` that stands in the folder.
    private String ignoredFromFile() {
        var file = project.resolve(BaseFilter.FILE);
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            throw GitFailed.at("reading " + file, e);
        }
    }

    private GitCommand asUser(UserRepository repository, String... arguments) {
        return repository.command(store.git(), arguments);
    }

    private GitObjects objects() {
        return store.objects();
    }

    private static Optional<String> branch(WorkingTreeStatus status) {
        return status.branch().map(FileName::shown);
    }

    private static String inProject(UserRepository repository, String path) {
        return path.substring(repository.prefix().length());
    }

    private static String description(Optional<String> commit, int changed, int untracked) {
        var parts = new ArrayList<String>();
        if (changed > 0) {
            parts.add(changed + " changed");
        }
        if (untracked > 0) {
            parts.add(untracked + " untracked");
        }
        var start = commit.map(BaseSnapshot::shortened).orElse("no commit yet");
        return parts.isEmpty() ? start : start + " + " + String.join(", ", parts);
    }

    private static String shortened(String commit) {
        return commit.substring(0, 7);
    }
}
