package dev.wave.git;

import dev.wave.git.ApplyPlan.Conflict;
import dev.wave.model.TreeId;
import dev.wave.spi.Trees.Merged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Commits a run's result to a branch of the user's repository. Working tree, index and what is checked out
/// stay as they are. The branch is made, or moved forward by one commit; the author is the user, as git knows
/// them.
public final class BranchApply {
    private static final String NONE = "0";

    private final GitStore store;
    private final UserRepository user;

    /// For one project; [GitFailed] if it is in no repository.
    public BranchApply(GitStore store, Path project, Optional<UserRepository> user) {
        this.store = store;
        this.user = user.orElseThrow(() ->
                new GitFailed(project + " is not in a git repository, so there are no branches; leave --branch away"));
    }

    /// What would be committed.
    ///
    /// @param branch its short name
    /// @param parent the commit it goes on; absent for a first commit
    /// @param exists whether the branch is there
    /// @param plan the files, as [Apply] would change them
    public record BranchPlan(String branch, Optional<String> parent, boolean exists, ApplyPlan plan) {}

    /// What would be committed to the branch: the change from `base` to `result`, on the branch's newest
    /// commit, or where the branch is not there yet, on the commit the run started from.
    public BranchPlan plan(TreeId base, TreeId result, Optional<String> runsCommit, String branch) {
        checkName(branch);
        var tip = commit("refs/heads/" + branch);
        tip.ifPresent(_ -> refuseCheckedOut(branch));
        new StoreAdoption(store.gitDir()).adopt(user);
        var parent = tip.or(() -> runsCommit);
        var on = projectTree(parent);
        var objections = store.files(base, result).stream()
                .flatMap(change ->
                        SafePath.objection(change.path()).map(reason -> new Conflict(change.shown(), reason)).stream())
                .toList();
        var conflicts = new ArrayList<>(objections);
        var to = on;
        switch (store.merge(base, on, result)) {
            case Merged.Clean(var merged) -> to = merged;
            case Merged.Conflict(var files) ->
                files.forEach(file -> conflicts.add(
                        new Conflict(file, "was changed both by the run and in " + parent.orElse(branch))));
        }
        var changes = conflicts.isEmpty() ? store.files(on, to) : store.files(base, result);
        return new BranchPlan(branch, parent, tip.isPresent(), ApplyPlan.of(on, to, changes, conflicts));
    }

    /// Makes the commit and moves the branch; returns the commit's id. Fails if the branch moved since the
    /// plan, or git does not know who the user is.
    public String commit(BranchPlan branchPlan, String message) {
        var plan = branchPlan.plan();
        plan.mustBeFree();
        if (plan.changes().isEmpty()) {
            throw new GitFailed("there is nothing to commit: " + branchPlan.branch() + " has these changes already");
        }
        var commit = written(branchPlan, message);
        store.sync();
        handOver(commit, branchPlan.parent());
        var old = branchPlan.exists() ? branchPlan.parent().orElseThrow() : NONE.repeat(commit.length());
        user.command(store.git(), "update-ref", "-m", "wave apply", "refs/heads/" + branchPlan.branch(), commit, old)
                .output();
        return commit;
    }

    private String written(BranchPlan branchPlan, String message) {
        var objects = store.objects();
        var root = branchPlan
                .parent()
                .flatMap(parent -> objects.treeOfCommit(new ObjectId(parent)))
                .orElse(objects.emptyTree());
        var edit = new TreeEdit();
        branchPlan.plan().changes().forEach(change -> edit.put(user.prefix() + change.path(), change.to()));
        var arguments =
                new ArrayList<>(List.of("commit-tree", edit.apply(objects, root).hex()));
        branchPlan.parent().ifPresent(parent -> arguments.addAll(List.of("-p", parent)));
        return user.command(store.git(), arguments.toArray(String[]::new))
                .env("GIT_OBJECT_DIRECTORY", store.gitDir().resolve("objects"))
                .input(FileName.ofText(message))
                .text()
                .strip();
    }

    /// Copies what the user's repository lacks of the commit, as one pack.
    private void handOver(String commit, Optional<String> parent) {
        var wanted = commit + "\n" + parent.map(id -> "^" + id + "\n").orElse("");
        try (var pack = TemporaryFile.beside(store.gitDir(), "pack")) {
            var packing = store.git()
                    .neutral(store.gitDir(), "pack-objects", "--revs", "--stdout", "--quiet")
                    .input(wanted);
            var ended = packing.stream(out -> Files.copy(out, pack.path()));
            if (ended.exit() != 0) {
                throw new GitFailed(packing + " failed: " + ended.error());
            }
            user.command(store.git(), "unpack-objects", "-q").input(pack.path()).output();
        }
    }

    private void checkName(String branch) {
        var valid = user.command(store.git(), "check-ref-format", "--branch", branch)
                .run();
        if (valid.exit() != 0 || branch.startsWith("-") || branch.startsWith("@")) {
            throw new GitFailed("'" + branch + "' cannot be the name of a branch");
        }
    }

    private Optional<String> commit(String ref) {
        var found = user.command(store.git(), "rev-parse", "--verify", "--quiet", ref + "^{commit}")
                .run();
        return Optional.of(FileName.of(found.bytes()).strip()).filter(text -> found.exit() == 0);
    }

    private void refuseCheckedOut(String branch) {
        var worktree = "";
        for (var line : user.command(store.git(), "worktree", "list", "--porcelain", "-z")
                .latin1()
                .split("\0", -1)) {
            if (line.startsWith("worktree ")) {
                worktree = FileName.shown(line.substring("worktree ".length()));
            } else if (line.equals("branch refs/heads/" + FileName.ofText(branch))) {
                throw new GitFailed("the branch " + branch + " is checked out in " + worktree
                        + "; name another one, or leave --branch away");
            }
        }
    }

    private TreeId projectTree(Optional<String> commit) {
        var objects = store.objects();
        var root = commit.map(id -> objects.treeOfCommit(new ObjectId(id))
                        .orElseThrow(() -> new GitFailed("the commit " + id + " is no longer available")))
                .orElse(objects.emptyTree());
        var project = user.prefix().isEmpty()
                ? Optional.of(root)
                : objects.find(root, user.prefix().substring(0, user.prefix().length() - 1))
                        .filter(TreeEntry::isFolder)
                        .map(TreeEntry::id);
        return objects.format().treeId(BaseFilter.of("").without(objects, project.orElse(objects.emptyTree())));
    }
}
