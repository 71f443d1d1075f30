package dev.wave.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The submodules of a base. A tree names each by the commit that is checked out in it; the files of those
/// that are there in the user's tree are taken into the store, so that [GitObjects#treeOfCommit] finds them.
final class Submodules {
    private final GitStore store;
    private final Path project;

    Submodules(GitStore store, Path project) {
        this.store = store;
        this.project = project;
    }

    /// Takes their objects over; returns what a person should know.
    List<String> adopt(Map<String, ObjectId> submodules) {
        var warnings = new ArrayList<String>();
        submodules.forEach((path, commit) -> {
            var folder = FileName.in(project, path);
            var shown = FileName.shown(path);
            if (!Files.exists(folder.resolve(".git"))) {
                warnings.add("the submodule " + shown
                        + " is not checked out: its folder will be empty; `git submodule update --init` fetches it");
                return;
            }
            var objects = store.git()
                    .asUser(folder, "rev-parse", "--path-format=absolute", "--git-path", "objects")
                    .text()
                    .stripTrailing();
            new StoreAdoption(store.gitDir()).adoptObjects(Path.of(objects));
            if (store.objects().treeOfCommit(commit).isEmpty()) {
                warnings.add("the submodule " + shown + " lacks its commit " + commit + ": its folder will be empty");
            } else if (isDirty(folder)) {
                warnings.add("the submodule " + shown + " has uncommitted changes, which are not in the base");
            }
        });
        return warnings;
    }

    private boolean isDirty(Path folder) {
        return store.git()
                        .asUser(folder, "status", "--porcelain", "--ignore-submodules=dirty")
                        .output()
                        .length
                > 0;
    }
}
