package dev.wave.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All working trees of a repository: they share one store.
public final class WorkTrees {
    private final GitProgram git;
    private final UserRepository user;

    public WorkTrees(GitProgram git, UserRepository user) {
        this.git = git;
        this.user = user;
    }

    /// The files of that name in all working trees, at any depth, tracked or not, but for ignored ones; absolute.
    public List<Path> files(String name) {
        var found = new ArrayList<Path>();
        for (var tree : all()) {
            var listed = git.asUser(
                            tree, "ls-files", "-z", "-c", "-o", "--exclude-standard", "--", ":(top,glob)**/" + name)
                    .latin1();
            for (var path : listed.split("\0", -1)) {
                var file = FileName.in(tree, path);
                if (!path.isEmpty() && !found.contains(file) && Files.isRegularFile(file)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private List<Path> all() {
        var trees = new ArrayList<Path>();
        for (var line : user.command(git, "worktree", "list", "--porcelain", "-z")
                .latin1()
                .split("\0", -1)) {
            if (line.startsWith("worktree /")) {
                var tree = FileName.in(Path.of("/"), line.substring("worktree /".length()));
                if (Files.isDirectory(tree)) {
                    trees.add(tree);
                }
            }
        }
        return trees;
    }
}
